package org.neuronbench.reports.compare;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.neuronbench.reports.statistics.Interval;
import org.neuronbench.reports.statistics.Levels;
import org.neuronbench.reports.statistics.PairedPower;

/**
 * How the final test top-1 changed, over the common seeds.
 *
 * @param seeds common seeds that ended well on both sides, at least 1
 * @param baseline mean, in percent
 * @param current mean, in percent
 * @param change current minus baseline, in percentage points
 * @param interval of the change, in percentage points; empty for one seed
 * @param adjustedP two-sided p of no change, corrected for the number of entries tested (Holm);
 *     empty for one seed and if nothing changed at all
 * @param spread standard deviation of the differences, in percentage points, drawn towards that of
 *     the other entries; empty where there is no p
 */
public record AccuracyChange(
    int seeds,
    double baseline,
    double current,
    double change,
    Optional<Interval> interval,
    OptionalDouble adjustedP,
    OptionalDouble spread) {

  /**
   * Counts the seeds that would show a change as large as the margin in 80 of 100 comparisons.
   *
   * @return empty without a spread, or if {@link PairedPower#MOST_SEEDS} are too few
   */
  public OptionalInt seedsNeeded(Comparison comparison) {
    if (spread.isEmpty()) {
      return OptionalInt.empty();
    }
    double level = Levels.ALPHA / Math.max(1, comparison.tested());
    return PairedPower.seedsNeeded(
        comparison.settings().margin() / spread.getAsDouble(), level, Levels.POWER);
  }
}
