package org.neuronbench.reports.leaderboard;

import java.util.OptionalInt;

/**
 * A row of a leaderboard.
 *
 * @param rank from 1, shared by ties; empty for a reference and for a strategy with no ok cell
 * @param reference whether the row only frames the others: its strategy uses no budget
 * @param result what the strategy did
 */
public record LeaderboardEntry(OptionalInt rank, boolean reference, StrategyResult result) {

  /** Tells whether there is an accuracy to show; false if no cell ended well. */
  public boolean measured() {
    return result.finalTop1().isPresent();
  }
}
