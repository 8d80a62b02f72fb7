package org.neuronbench.reports.leaderboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.reports.statistics.Estimate;
import org.neuronbench.reports.statistics.Levels;
import org.neuronbench.reports.statistics.PairwiseTests;
import org.neuronbench.reports.statistics.PairwiseTests.Comparison;
import org.neuronbench.reports.statistics.RankBootstrap;
import org.neuronbench.reports.statistics.RankInterval;
import org.neuronbench.reports.statistics.TestImages;
import org.neuronbench.reports.statistics.Tiers;

/**
 * The statistics of a group's entries.
 *
 * @param reference the strategy whose accuracy is subtracted from the others'; empty if none of the
 *     usual ones was run
 * @param entries in the order of the group
 */
public record GroupStatistics(Optional<String> reference, List<EntryStatistics> entries) {

  /** Strategies that others are compared with unless another is chosen; the first one that ran. */
  public static final List<String> USUAL_REFERENCES =
      List.of("static-random", "random", "full", "head-only");

  /** Copies the list. */
  public GroupStatistics {
    entries = List.copyOf(entries);
  }

  /** Compares with the first of {@link #USUAL_REFERENCES} that has an ok cell. */
  public static GroupStatistics of(LeaderboardGroup group) {
    Map<String, SortedMap<Long, Double>> measured = measured(group.entries().stream());
    return of(group, USUAL_REFERENCES.stream().filter(measured::containsKey).findFirst());
  }

  /**
   * Compares with a chosen strategy.
   *
   * @throws InputException if the group has no ok cell of it
   */
  public static GroupStatistics of(LeaderboardGroup group, String reference) {
    Map<String, SortedMap<Long, Double>> measured = measured(group.entries().stream());
    if (!measured.containsKey(reference)) {
      throw new InputException(
          Text.format(
              "%s has no ok cell of '%s' to compare with, expected one of %s",
              group.name(), reference, String.join(", ", measured.keySet())));
    }
    return of(group, Optional.of(reference));
  }

  private static GroupStatistics of(LeaderboardGroup group, Optional<String> reference) {
    Map<String, SortedMap<Long, Double>> measured = measured(group.entries().stream());
    Map<String, SortedMap<Long, Double>> ranked =
        measured(group.entries().stream().filter(entry -> entry.rank().isPresent()));
    Map<String, Comparison> differences =
        reference
            .map(name -> PairwiseTests.against(name, measured, Levels.CONFIDENCE))
            .orElse(Map.of());
    Optional<TestImages> answers =
        group.entries().stream()
            .map(LeaderboardEntry::result)
            .filter(result -> reference.equals(Optional.of(result.strategy())))
            .findFirst()
            .flatMap(StrategyResult::testImages);
    Map<String, RankInterval> ranks = RankBootstrap.of(ranked, Levels.CONFIDENCE);
    Map<String, Integer> tiers = Tiers.of(ranked, Levels.ALPHA).orElse(Map.of());
    return new GroupStatistics(
        reference,
        group.entries().stream()
            .map(entry -> statistics(entry, differences, answers, ranks, tiers))
            .toList());
  }

  private static EntryStatistics statistics(
      LeaderboardEntry entry,
      Map<String, Comparison> differences,
      Optional<TestImages> reference,
      Map<String, RankInterval> ranks,
      Map<String, Integer> tiers) {
    String strategy = entry.result().strategy();
    boolean ranked = entry.rank().isPresent();
    return new EntryStatistics(
        entry,
        Estimate.of(entry.result().finalTop1BySeed().values()),
        Optional.ofNullable(differences.get(strategy)),
        differences.containsKey(strategy)
            ? reference.flatMap(r -> entry.result().testImages().flatMap(own -> own.minus(r)))
            : Optional.empty(),
        Optional.ofNullable(ranks.get(strategy)).filter(interval -> ranked),
        ranked ? optional(tiers.get(strategy)) : OptionalInt.empty());
  }

  private static Map<String, SortedMap<Long, Double>> measured(Stream<LeaderboardEntry> entries) {
    Map<String, SortedMap<Long, Double>> measured = new LinkedHashMap<>();
    entries
        .filter(LeaderboardEntry::measured)
        .forEach(e -> measured.put(e.result().strategy(), e.result().finalTop1BySeed()));
    return measured;
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
