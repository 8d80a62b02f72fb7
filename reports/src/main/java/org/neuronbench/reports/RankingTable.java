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

  private RankingTable() {}

  static void write(Html html, Leaderboard leaderboard, int index, int mostRows) {
    List<EntryStatistics> entries = leaderboard.statistics().get(index).entries();
    List<Column<Row>> columns = RankingColumns.of(leaderboard.metrics());
    rows(
        html,
        columns,
        leaderboard.groups().get(index),
        entries.subList(0, Math.min(mostRows, entries.size())));
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

  private static void rows(
      Html html, List<Column<Row>> columns, LeaderboardGroup group, List<EntryStatistics> entries) {
    HtmlTable.open(html, "Ranking", "ranking", columns);
    html.open("tbody");
    BudgetUse.Whole whole = BudgetUse.Whole.of(group);
    for (EntryStatistics statistics : entries) {
      LeaderboardEntry entry = statistics.entry();
      Row row = new Row(whole, statistics);
      if (entry.measured()) {
        HtmlTable.row(html, columns, row, entry.reference() ? "reference" : "");
      } else {
        failedRow(html, columns, row);
      }
    }
    html.close();
    HtmlTable.close(html);
  }

  private static void failedRow(Html html, List<Column<Row>> columns, Row row) {
    html.open("tr", "class", "failed");
    columns.subList(0, LEADING_COLUMNS).forEach(column -> column.cell().accept(html, row));
    int rest = columns.size() - LEADING_COLUMNS;
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
