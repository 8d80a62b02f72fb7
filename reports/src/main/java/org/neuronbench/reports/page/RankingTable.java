package org.neuronbench.reports.page;

import java.util.List;
import org.neuronbench.core.Text;
import org.neuronbench.reports.leaderboard.BudgetUse;
import org.neuronbench.reports.leaderboard.EntryStatistics;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.reports.leaderboard.LeaderboardEntry;
import org.neuronbench.reports.leaderboard.LeaderboardGroup;
import org.neuronbench.reports.leaderboard.Numbers;
import org.neuronbench.reports.leaderboard.RankingRow;
import org.neuronbench.reports.page.HtmlTable.Column;

/** The ranking of one group as a table. */
final class RankingTable {

  private RankingTable() {}

  static void write(Html html, Leaderboard leaderboard, int index, int mostRows) {
    List<EntryStatistics> entries = leaderboard.statistics().get(index).entries();
    List<Column<RankingRow>> columns = RankingColumns.of(leaderboard.metrics());
    rows(
        html,
        columns,
        RankingColumns.leading(leaderboard.metrics()),
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
      Html html,
      List<Column<RankingRow>> columns,
      int leading,
      LeaderboardGroup group,
      List<EntryStatistics> entries) {
    HtmlTable.open(html, "Ranking", "ranking", columns);
    html.open("tbody");
    BudgetUse.Whole whole = BudgetUse.Whole.of(group);
    for (EntryStatistics statistics : entries) {
      LeaderboardEntry entry = statistics.entry();
      RankingRow row = new RankingRow(whole, statistics);
      if (entry.measured()) {
        HtmlTable.row(html, columns, row, entry.reference() ? "reference" : "");
      } else {
        failedRow(html, columns, leading, row);
      }
    }
    html.close();
    HtmlTable.close(html);
  }

  private static void failedRow(
      Html html, List<Column<RankingRow>> columns, int leading, RankingRow row) {
    html.open("tr", "class", "failed");
    columns.subList(0, leading).forEach(column -> column.cell().accept(html, row));
    int rest = columns.size() - leading;
    html.open("td", "class", "text", "colspan", String.valueOf(rest));
    html.text("No cell ended ok: " + Numbers.failures(row.result().failures()) + ". ");
    html.element("span", row.result().reasons(), "class", "reason");
    html.close().closeBlock();
  }
}
