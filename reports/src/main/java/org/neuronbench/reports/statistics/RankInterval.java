package org.neuronbench.reports.statistics;

import org.neuronbench.core.Text;

/**
 * The ranks that an entry takes if the seeds are drawn again.
 *
 * @param low the best, from 1
 * @param high the worst
 * @param confidence share of the draws within
 */
public record RankInterval(int low, int high, double confidence) {

  /** Checks the order of the ranks. */
  public RankInterval {
    Levels.checkedShare("confidence", confidence);
    if (low < 1 || high < low) {
      throw new IllegalArgumentException(Text.format("Ranks %d to %d are no range", low, high));
    }
  }
}
