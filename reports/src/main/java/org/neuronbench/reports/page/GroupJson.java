package org.neuronbench.reports.page;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.neuronbench.core.results.Metric;
import org.neuronbench.reports.leaderboard.Bound;
import org.neuronbench.reports.leaderboard.Choices;
import org.neuronbench.reports.leaderboard.EntryStatistics;
import org.neuronbench.reports.leaderboard.GroupStatistics;
import org.neuronbench.reports.leaderboard.Headline;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.reports.leaderboard.LeaderboardEntry;
import org.neuronbench.reports.leaderboard.LeaderboardGroup;
import org.neuronbench.reports.leaderboard.StrategyResult;
import org.neuronbench.reports.statistics.Interval;
import org.neuronbench.reports.statistics.Levels;
import org.neuronbench.reports.statistics.PairedDifference;
import org.neuronbench.reports.statistics.PairwiseTests;
import org.neuronbench.reports.statistics.PairwiseTests.Comparison;

/** A group for the page's script: its entries in order, and how alike their choices were. */
final class GroupJson {

  private static final int MOST_COMPARISONS = 6_000;

  private final IdentityHashMap<StrategyResult, Integer> indices = new IdentityHashMap<>();

  private final boolean comparesAll;
  private final Predicate<String> references;

  /** Compares with every entry, or where that would be very much, with the usual references. */
  GroupJson(Leaderboard leaderboard) {
    List<StrategyResult> results = leaderboard.results();
    IntStream.range(0, results.size()).forEach(i -> indices.put(results.get(i), i));
    long pairs =
        leaderboard.groups().stream()
            .mapToLong(g -> (long) g.entries().size() * g.entries().size())
            .sum();
    comparesAll = pairs <= MOST_COMPARISONS;
    references = comparesAll ? strategy -> true : GroupStatistics.USUAL_REFERENCES::contains;
  }

  /** Whether every entry is compared with every other one. */
  boolean comparesAll() {
    return comparesAll;
  }

  JsonFields of(LeaderboardGroup group, GroupStatistics statistics) {
    Choices choices = Choices.of(group);
    Bound bound = group.bound();
    return new JsonFields()
        .text("model", group.model())
        .text("dataset", group.dataset())
        .text("budget", group.budget())
        .text("costModel", bound.costModel())
        .text("name", group.name())
        .text("boundText", group.boundText())
        .count("bound", bound.limit())
        .text("use", group.unlimited() ? "" : bound.use().map(Metric::column).orElse(""))
        .count("size", group.networkParameters())
        .text("headline", Headline.of(statistics))
        .text("reference", statistics.reference().orElse(""))
        .texts("notices", group.notices())
        .objects(
            "entries", statistics.entries().stream().map(entry -> entry(entry, choices)).toList())
        .rows("comparisons", comparisons(group))
        .text("overlaps", ShareCode.encodeKnown(choices.overlaps()));
  }

  private JsonFields entry(EntryStatistics statistics, Choices choices) {
    LeaderboardEntry entry = statistics.entry();
    JsonFields json =
        new JsonFields()
            .count("result", index(entry.result()))
            .flag("reference", entry.reference());
    entry.rank().ifPresent(rank -> json.count("rank", rank));
    statistics.tier().ifPresent(tier -> json.count("tier", tier));
    statistics
        .images()
        .ifPresent(
            images ->
                json.number("imagesP", OptionalDouble.of(images.pValue()))
                    .number("imagesLow", OptionalDouble.of(images.interval().low()))
                    .number("imagesHigh", OptionalDouble.of(images.interval().high())));
    statistics
        .ranks()
        .ifPresent(ranks -> json.count("rankLow", ranks.low()).count("rankHigh", ranks.high()));
    return json.number("seedOverlap", choices.betweenSeeds(entry.result()))
        .number("epochOverlap", choices.betweenEpochs(entry.result()));
  }

  private List<List<OptionalDouble>> comparisons(LeaderboardGroup group) {
    Map<String, Integer> of = indices(group);
    Map<String, SortedMap<Long, Double>> values = new LinkedHashMap<>();
    group.entries().stream()
        .filter(LeaderboardEntry::measured)
        .map(LeaderboardEntry::result)
        .forEach(result -> values.put(result.strategy(), result.finalTop1BySeed()));
    List<List<OptionalDouble>> comparisons = new ArrayList<>();
    values.keySet().stream()
        .filter(references)
        .forEach(
            reference ->
                PairwiseTests.against(reference, values, Levels.CONFIDENCE)
                    .forEach(
                        (strategy, comparison) ->
                            comparisons.add(
                                comparison(
                                    of.getOrDefault(strategy, -1),
                                    of.getOrDefault(reference, -1),
                                    comparison))));
    return comparisons;
  }

  /** Of what, to what, mean, low, high, p, effect size. */
  private static List<OptionalDouble> comparison(int of, int to, Comparison comparison) {
    PairedDifference difference = comparison.difference();
    return List.of(
        OptionalDouble.of(of),
        OptionalDouble.of(to),
        OptionalDouble.of(difference.mean()),
        difference.interval().stream().mapToDouble(Interval::low).findFirst(),
        difference.interval().stream().mapToDouble(Interval::high).findFirst(),
        comparison.adjustedP(),
        difference.effectSize());
  }

  private Map<String, Integer> indices(LeaderboardGroup group) {
    Map<String, Integer> byStrategy = new LinkedHashMap<>();
    group.entries().forEach(e -> byStrategy.put(e.result().strategy(), index(e.result())));
    return byStrategy;
  }

  private int index(StrategyResult result) {
    return indices.getOrDefault(result, -1);
  }
}
