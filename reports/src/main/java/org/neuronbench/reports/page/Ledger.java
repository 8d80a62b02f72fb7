package org.neuronbench.reports.page;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.Unit;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.reports.leaderboard.LedgerRow;
import org.neuronbench.reports.leaderboard.Numbers;
import org.neuronbench.reports.leaderboard.StrategyResult;
import org.neuronbench.reports.page.HtmlTable.Column;

/** What everything cost: all cells, the failed ones too. */
final class Ledger {

  private static final List<Column<LedgerRow>> WHO =
      List.of(
          new Column<>(
              "Model, dataset",
              "What was trained on what.",
              (html, row) -> name(html, row.result().model() + " on " + row.result().dataset())),
          new Column<>(
              "Budget",
              "What a selection may cost at most, as the experiment gave it.",
              (html, row) -> name(html, row.result().budget())),
          new Column<>(
              "Strategy",
              "Strategy id with its parameters.",
              (html, row) -> name(html, row.result().strategy())),
          new Column<>("Cells", "Runs that were paid for, one a seed.", Ledger::cells));

  private static final List<Column<LedgerRow>> TIME =
      List.of(
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
              value -> Numbers.fixed(value, 1)));

  private Ledger() {}

  /** Sums of times, and whatever is counted. */
  static List<Column<LedgerRow>> columns(Metrics metrics) {
    return Stream.of(
            WHO.stream(),
            times(metrics).map(Ledger::sum),
            TIME.stream(),
            metrics.ofCells().stream().filter(Ledger::counted).map(Ledger::mean))
        .flatMap(Function.identity())
        .toList();
  }

  private static Stream<Metric> times(Metrics metrics) {
    return metrics.ofCells().stream().filter(Metric::timed);
  }

  /** Shares and percentages stand in the rankings, and so does what counts against a budget. */
  private static boolean counted(Metric metric) {
    return !metric.timed()
        && metric.unit() != Unit.SHARE
        && metric.unit() != Unit.PERCENT
        && !metric.equals(Metrics.PARAMETERS_UPDATED);
  }

  private static Column<LedgerRow> sum(Metric metric) {
    return HtmlTable.number(
        metric.title(),
        "As in the rankings, but the sum over all cells.",
        row -> row.total(metric),
        Numbers::seconds);
  }

  private static Column<LedgerRow> mean(Metric metric) {
    return HtmlTable.number(
        metric.title(),
        metric.help(),
        row -> row.result().value(metric),
        value -> Numbers.shown(metric, value));
  }

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
    List<Column<LedgerRow>> columns = columns(leaderboard.metrics());
    HtmlTable.open(html, "Cost ledger", "ledger", columns);
    html.open("tbody");
    List<StrategyResult> rows = detail.plainLedger() ? leaderboard.results() : List.of();
    for (StrategyResult result : rows) {
      LedgerRow row = LedgerRow.of(result, leaderboard);
      HtmlTable.row(html, columns, row, result.unlimited() ? "reference" : "");
    }
    html.closeBlock();
    totals(html, leaderboard, columns.size());
    HtmlTable.close(html);
    html.closeBlock();
  }

  private static void totals(Html html, Leaderboard leaderboard, int columns) {
    html.open("tfoot").open("tr").element("th", "All", "scope", "row", "colspan", "3");
    html.element("td", Numbers.counted(leaderboard.cells().size(), "cell"));
    List<Metric> times = times(leaderboard.metrics()).toList();
    times.forEach(
        time ->
            HtmlTable.number(html, LedgerRow.total(leaderboard.cells(), time), Numbers::seconds));
    String rest = String.valueOf(columns - WHO.size() - times.size());
    html.element("td", "", "colspan", rest).close().closeBlock();
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
}
