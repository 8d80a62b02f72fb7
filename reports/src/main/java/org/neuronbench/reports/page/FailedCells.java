package org.neuronbench.reports.page;

import java.util.List;
import java.util.function.Function;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.reports.page.HtmlTable.Column;

/** Lists the cells that did not end well, each with its reason. */
final class FailedCells {

  private static final List<Column<CellRecord>> COLUMNS =
      List.of(
          column("Status", cell -> cell.status().id()),
          column("Cell", CellRecord::cell),
          column("Strategy", CellRecord::strategy),
          column("Budget", CellRecord::budget),
          column("Seed", cell -> String.valueOf(cell.seed())),
          column("Epochs run", cell -> String.valueOf(cell.epochs().size())),
          column("Reason", CellRecord::reason));

  private FailedCells() {}

  static void write(Html html, Leaderboard leaderboard) {
    List<CellRecord> failed = leaderboard.failedCells();
    html.open("section", "id", "failed").element("h2", "Failed cells");
    if (failed.isEmpty()) {
      html.element("p", "None: every cell ended ok.");
    } else {
      html.element("p", "They count in no mean above. Their records hold what ran until then.");
      table(html, failed);
    }
    html.closeBlock();
  }

  private static void table(Html html, List<CellRecord> failed) {
    HtmlTable.open(html, "Failed cells", "failures", COLUMNS);
    html.open("tbody");
    failed.forEach(cell -> HtmlTable.row(html, COLUMNS, cell, ""));
    html.close();
    HtmlTable.close(html);
  }

  private static Column<CellRecord> column(String title, Function<CellRecord, String> text) {
    return new Column<>(title, "", (html, cell) -> text(html, text.apply(cell)));
  }

  private static void text(Html html, String text) {
    html.open("td", "class", "text").name(text).close();
  }
}
