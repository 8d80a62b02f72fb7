package org.neuronbench.reports;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.reports.statistics.Levels;
import org.neuronbench.reports.statistics.PairedDifference;
import org.neuronbench.reports.statistics.PairwiseTests;
import org.neuronbench.reports.statistics.PairwiseTests.Comparison;

/** A group for the page's script: its entries in order, and how alike their choices were. */
final class GroupJson {

  private static final int MOST_COMPARISONS = 6_000;

  private final IdentityHashMap<StrategyResult, Integer> indices = new IdentityHashMap<>();

  private final Predicate<String> references;

  /** Compares with every entry, or where that would be very much, with the usual references. */
  GroupJson(Leaderboard leaderboard) {
    List<StrategyResult> results = leaderboard.results();
    IntStream.range(0, results.size()).forEach(i -> indices.put(results.get(i), i));
    long pairs =
        leaderboard.groups().stream()
            .mapToLong(g -> (long) g.entries().size() * g.entries().size())
            .sum();
    references =
        pairs <= MOST_COMPARISONS ? strategy -> true : GroupStatistics.USUAL_REFERENCES::contains;
  }

  JsonFields of(LeaderboardGroup group, GroupStatistics statistics) {
    return new JsonFields()
        .text("model", group.model())
        .text("dataset", group.dataset())
        .text("budget", group.budget())
        .text("name", Summary.name(group))
        .count("bound", group.budgetParameters())
        .count("size", group.networkParameters())
        .text("headline", Headline.of(group))
        .texts("notices", group.notices())
        .objects("entries", statistics.entries().stream().map(this::entry).toList())
        .objects("comparisons", comparisons(group))
        .objects("overlaps", overlaps(group));
  }

  private JsonFields entry(EntryStatistics statistics) {
    LeaderboardEntry entry = statistics.entry();
    JsonFields json =
        new JsonFields()
            .count("result", index(entry.result()))
            .flag("reference", entry.reference());
    entry.rank().ifPresent(rank -> json.count("rank", rank));
    statistics.tier().ifPresent(tier -> json.count("tier", tier));
    statistics
        .ranks()
        .ifPresent(ranks -> json.count("rankLow", ranks.low()).count("rankHigh", ranks.high()));
    return json;
  }

  private List<JsonFields> comparisons(LeaderboardGroup group) {
    Map<String, StrategyResult> measured = new LinkedHashMap<>();
    group.entries().stream()
        .filter(LeaderboardEntry::measured)
        .forEach(entry -> measured.put(entry.result().strategy(), entry.result()));
    Map<String, SortedMap<Long, Double>> values = new LinkedHashMap<>();
    measured.forEach((strategy, result) -> values.put(strategy, result.finalTop1BySeed()));
    List<JsonFields> comparisons = new ArrayList<>();
    measured.keySet().stream()
        .filter(references)
        .forEach(
            reference ->
                PairwiseTests.against(reference, values, Levels.CONFIDENCE)
                    .forEach(
                        (strategy, comparison) ->
                            comparisons.add(
                                comparison(comparison)
                                    .count("of", index(measured.get(strategy)))
                                    .count("to", index(measured.get(reference))))));
    return comparisons;
  }

  private static JsonFields comparison(Comparison comparison) {
    PairedDifference difference = comparison.difference();
    JsonFields json =
        new JsonFields()
            .number("mean", OptionalDouble.of(difference.mean()))
            .number("p", comparison.adjustedP())
            .number("effect", difference.effectSize())
            .count("pairs", difference.pairs());
    difference
        .interval()
        .ifPresent(
            interval ->
                json.number("low", OptionalDouble.of(interval.low()))
                    .number("high", OptionalDouble.of(interval.high())));
    return json;
  }

  /** Pairs of entries that are no reference, whose choices say nothing of a strategy. */
  private List<JsonFields> overlaps(LeaderboardGroup group) {
    List<StrategyResult> results =
        group.entries().stream()
            .filter(entry -> !entry.reference())
            .map(LeaderboardEntry::result)
            .toList();
    List<List<ChosenNeurons>> chosen = results.stream().map(ResultJson::chosen).toList();
    List<JsonFields> overlaps = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      for (int j = 0; j < i; j++) {
        overlaps.add(
            new JsonFields()
                .count("a", index(results.get(i)))
                .count("b", index(results.get(j)))
                .number("jaccard", Overlap.betweenStrategies(chosen.get(i), chosen.get(j))));
      }
    }
    return overlaps;
  }

  private int index(@Nullable StrategyResult result) {
    return result == null ? -1 : indices.getOrDefault(result, -1);
  }
}
