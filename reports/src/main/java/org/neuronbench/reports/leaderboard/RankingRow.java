package org.neuronbench.reports.leaderboard;

/** An entry of a group with what a table of it may show. */
public record RankingRow(BudgetUse.Whole whole, EntryStatistics statistics) {

  /** Returns the entry. */
  public LeaderboardEntry entry() {
    return statistics.entry();
  }

  /** Returns what the entry is of. */
  public StrategyResult result() {
    return entry().result();
  }
}
