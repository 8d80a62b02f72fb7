package org.neuronbench.reports;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.reports.HtmlTable.Column;

/** What everything cost: all cells, the failed ones too. */
final class Ledger {

  static final List<Column<LedgerRow>> COLUMNS =
      List.of(
          new Column<>(
              "Model, dataset",
              "What was trained on what.",
              (html, row) -> name(html, row.result().model() + " on " + row.result().dataset())),
          new Column<>(
              "Budget",
              "Most parameters that may be updated in an epoch, as the experiment gave it.",
              (html, row) -> name(html, row.result().budget())),
          new Column<>(
              "Strategy",
              "Strategy id with its parameters.",
              (html, row) -> name(html, row.result().strategy())),
          new Column<>("Cells", "Runs that were paid for, one a seed.", Ledger::cells),
          seconds(
              "Train s", "Wall time of training, sum over the cells.", CellMeasures::trainSeconds),
          seconds("Select s", "Likewise for choosing neurons.", CellMeasures::selectSeconds),
          seconds("Observe s", "Likewise for measuring signals.", CellMeasures::observeSeconds),
          seconds("Evaluate s", "Likewise for classifying tests.", CellMeasures::evaluateSeconds),
          HtmlTable.number(
              "Overhead %",
              "Share of select and observe in train, select and observe: what choosing costs.",
              LedgerRow::overheadPercent,
              value -> Numbers.fixed(value, 1)),
          HtmlTable.number(
              "Time against full %",
              "Train, select and observe time of a mean ok cell, over that of the strategy 'full'"
                  + " on the same model and dataset. 100 means that nothing was saved in time."
                  + " 'not measured' if 'full' was not run.",
              LedgerRow::percentOfFull,
              value -> Numbers.fixed(value, 1)),
          new Column<>(
              "Peak MiB",
              "Most memory that activations and gradients took in any ok cell.",
              Ledger::peak),
          HtmlTable.number(
              "Outside budget",
              "Trained parameters that no budget counts (head, and batch norm unless frozen), mean"
                  + " over ok cells.",
              row -> row.result().parametersOutsideBudget(),
              Numbers::rounded));

  private Ledger() {}

  static void write(Html html, Leaderboard leaderboard, PageDetail detail) {
    html.open("section", "id", "costs").element("h2", "Cost ledger");
    html.element(
        "p",
        "What was spent in wall time and memory. Seconds here are sums over all cells, failed"
            + " ones included.");
    if (!detail.plainLedger()) {
      html.element(
          "p",
          "Only the totals are shown here: the rows need JavaScript, and leaderboard.csv has them.",
          "class",
          "notice");
    }
    HtmlTable.open(html, "Cost ledger", "ledger", COLUMNS);
    html.open("tbody");
    List<StrategyResult> rows = detail.plainLedger() ? leaderboard.results() : List.of();
    for (StrategyResult result : rows) {
      LedgerRow row = LedgerRow.of(result, leaderboard);
      HtmlTable.row(html, COLUMNS, row, result.unlimited() ? "reference" : "");
    }
    html.closeBlock();
    totals(html, leaderboard.cells());
    HtmlTable.close(html);
    html.closeBlock();
  }

  private static void totals(Html html, List<CellRecord> cells) {
    html.open("tfoot").open("tr").element("th", "All", "scope", "row", "colspan", "3");
    html.element("td", Numbers.counted(cells.size(), "cell"));
    List<Function<CellMeasures, OptionalDouble>> parts =
        List.of(
            CellMeasures::trainSeconds,
            CellMeasures::selectSeconds,
            CellMeasures::observeSeconds,
            CellMeasures::evaluateSeconds);
    parts.forEach(part -> HtmlTable.number(html, LedgerRow.total(cells, part), Numbers::seconds));
    html.element("td", "", "colspan", "4").close().closeBlock();
  }

  private static Column<LedgerRow> seconds(
      String title, String explanation, Function<CellMeasures, OptionalDouble> part) {
    return HtmlTable.number(title, explanation, row -> row.total(part), Numbers::seconds);
  }

  private static void name(Html html, String name) {
    html.open("td", "class", "text").name(name).close();
  }

  private static void cells(Html html, LedgerRow row) {
    int failed = row.result().failed().size();
    int all = row.result().cells().size();
    html.open("td");
    html.text(String.valueOf(all));
    if (failed > 0) {
      html.element("small", failed + " failed");
    }
    html.close();
  }

  private static void peak(Html html, LedgerRow row) {
    OptionalLong peak = row.result().peakBytes();
    if (peak.isEmpty()) {
      HtmlTable.missing(html, HtmlTable.NOT_MEASURED);
      return;
    }
    html.element("td", Numbers.mebibytes(peak.getAsLong()));
  }
}
