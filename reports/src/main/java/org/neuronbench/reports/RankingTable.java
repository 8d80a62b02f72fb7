package org.neuronbench.reports;

import java.util.List;
import java.util.stream.Collectors;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.reports.HtmlTable.Column;
import org.neuronbench.reports.RankingColumns.Row;

/** The ranking of one group as a table. */
final class RankingTable {

  // Rank, ranks, tier and strategy stay when a strategy has nothing else to show.
  private static final int LEADING_COLUMNS = 4;
  private static final List<Column<Row>> COLUMNS = RankingColumns.COLUMNS;

  private RankingTable() {}

  static void write(Html html, LeaderboardGroup group, GroupStatistics of, int mostRows) {
    List<EntryStatistics> entries = of.entries();
    rows(html, group, entries.subList(0, Math.min(mostRows, entries.size())));
    if (entries.size() > mostRows) {
      html.element(
          "p",
          Text.format(
              "The first %s of %s rows; leaderboard.csv has all.",
              Numbers.grouped(mostRows), Numbers.grouped(entries.size())),
          "class",
          "notice");
    }
  }

  private static void rows(Html html, LeaderboardGroup group, List<EntryStatistics> entries) {
    HtmlTable.open(html, "Ranking", "ranking", COLUMNS);
    html.open("tbody");
    BudgetUse.Whole whole = BudgetUse.Whole.of(group);
    for (EntryStatistics statistics : entries) {
      LeaderboardEntry entry = statistics.entry();
      Row row = new Row(whole, statistics);
      if (entry.measured()) {
        HtmlTable.row(html, COLUMNS, row, entry.reference() ? "reference" : "");
      } else {
        failedRow(html, row);
      }
    }
    html.close();
    HtmlTable.close(html);
  }

  private static void failedRow(Html html, Row row) {
    html.open("tr", "class", "failed");
    COLUMNS.subList(0, LEADING_COLUMNS).forEach(column -> column.cell().accept(html, row));
    int rest = COLUMNS.size() - LEADING_COLUMNS;
    html.open("td", "class", "text", "colspan", String.valueOf(rest));
    html.text("No cell ended ok: " + Numbers.failures(row.result().failures()) + ". ");
    html.element("span", reasons(row.result()), "class", "reason");
    html.close().closeBlock();
  }

  private static String reasons(StrategyResult result) {
    return result.failed().stream()
        .map(CellRecord::reason)
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
