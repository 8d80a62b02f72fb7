package org.neuronbench.reports.compare;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.neuronbench.reports.leaderboard.LeaderboardEntry;
import org.neuronbench.reports.leaderboard.LeaderboardGroup;
import org.neuronbench.reports.statistics.Interval;
import org.neuronbench.reports.statistics.Levels;
import org.neuronbench.reports.statistics.PairedDifference;
import org.neuronbench.reports.statistics.PairedPower;
import org.neuronbench.reports.statistics.SpreadInterval;

/**
 * How many seeds would tell two strategies of a group apart, by the spread of their differences.
 *
 * @param group model, dataset and budget
 * @param difference first minus second over common seeds, in percentage points; empty without one
 * @param spread interval of the standard deviation of the differences, in percentage points; empty
 *     for fewer than two common seeds or if all differences are equal
 */
public record SeedsNeeded(
    LeaderboardGroup group, Optional<PairedDifference> difference, Optional<Interval> spread) {

  private static final double POINTS = 100;

  /**
   * Looks at two strategies.
   *
   * @return empty if the group does not have both
   */
  public static Optional<SeedsNeeded> of(LeaderboardGroup group, String first, String second) {
    Map<String, SortedMap<Long, Double>> values = new TreeMap<>();
    for (LeaderboardEntry entry : group.entries()) {
      values.put(entry.result().strategy(), points(entry));
    }
    SortedMap<Long, Double> one = values.get(first);
    SortedMap<Long, Double> other = values.get(second);
    return one == null || other == null ? Optional.empty() : Optional.of(of(group, one, other));
  }

  /**
   * Returns the measured spread: standard deviation of the differences, in percentage points; empty
   * for fewer than two common seeds or if all differences are equal.
   */
  public OptionalDouble deviation() {
    return spread.isPresent()
        ? difference.orElseThrow().standardDeviation()
        : OptionalDouble.empty();
  }

  /**
   * Counts the seeds that find a difference, with level {@link Levels#ALPHA} and power {@link
   * Levels#POWER}; empty if {@link PairedPower#MOST_SEEDS} are too few.
   *
   * @param points the true difference, in percentage points
   * @param deviation standard deviation of the differences, in percentage points
   */
  public static OptionalInt seeds(double points, double deviation) {
    return PairedPower.seedsNeeded(points / deviation, Levels.ALPHA, Levels.POWER);
  }

  private static SeedsNeeded of(
      LeaderboardGroup group, SortedMap<Long, Double> one, SortedMap<Long, Double> other) {
    return new SeedsNeeded(
        group,
        PairedDifference.of(one, other, Levels.CONFIDENCE),
        SpreadInterval.of(PairedDifference.differences(one, other), Levels.CONFIDENCE));
  }

  private static SortedMap<Long, Double> points(LeaderboardEntry entry) {
    SortedMap<Long, Double> points = entry.result().finalTop1BySeed();
    points.replaceAll((seed, share) -> POINTS * share);
    return points;
  }
}
