package org.neuronbench.reports.leaderboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neuronbench.reports.statistics.Estimate;
import org.neuronbench.reports.statistics.Friedman;
import org.neuronbench.reports.statistics.Levels;
import org.neuronbench.reports.statistics.PairedDifference;
import org.neuronbench.reports.statistics.WinsTiesLosses;

/**
 * The strategies of one budget over all models and datasets where they ran.
 *
 * @param budget as the experiment gave it
 * @param subjects the (model, dataset) pairs, named as the groups are; what the ranks are over
 * @param strategies those with an ok cell on every subject, by name
 * @param leftOut those that lack one, by name: they would be ranked on other subjects than the rest
 * @param ranks average ranks with their critical difference; empty with fewer than two strategies
 *     or subjects
 * @param wins for each strategy, against each other one; among the {@value #MOST_COMPARED} with the
 *     best average ranks, since pairs grow with the square of the strategies
 */
public record AcrossDatasets(
    String budget,
    List<String> subjects,
    List<String> strategies,
    List<String> leftOut,
    Optional<Friedman> ranks,
    Map<String, Map<String, Duel>> wins) {

  /** The most strategies whose wins against each other are counted. */
  public static final int MOST_COMPARED = 60;

  /**
   * Two strategies over all subjects.
   *
   * @param byMean any difference of means counts
   * @param byTest only differences that are more than chance count
   */
  public record Duel(WinsTiesLosses byMean, WinsTiesLosses byTest) {}

  /** Copies the lists. */
  public AcrossDatasets {
    subjects = List.copyOf(subjects);
    strategies = List.copyOf(strategies);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Compares the strategies of each budget.
   *
   * @param leaderboard any leaderboard; references without a budget take no part
   * @return one a budget that more than one (model, dataset) has, in their order
   */
  public static List<AcrossDatasets> of(Leaderboard leaderboard) {
    return leaderboard.groups().stream()
        .collect(
            Collectors.groupingBy(
                group -> List.of(group.bound().costModel(), group.budget()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .filter(groups -> groups.size() > 1)
        .map(AcrossDatasets::of)
        .toList();
  }

  private static AcrossDatasets of(List<LeaderboardGroup> groups) {
    SortedMap<String, List<SortedMap<Long, Double>>> values = new TreeMap<>();
    SortedSet<String> all = new TreeSet<>();
    for (LeaderboardGroup group : groups) {
      for (LeaderboardEntry entry : group.entries()) {
        if (!entry.reference()) {
          all.add(entry.result().strategy());
          add(values, entry);
        }
      }
    }
    values.values().removeIf(measured -> measured.size() < groups.size());
    all.removeAll(values.keySet());
    Optional<Friedman> ranks = ranks(values);
    return new AcrossDatasets(
        groups.get(0).budget(),
        groups.stream().map(group -> group.model() + " on " + group.dataset()).toList(),
        List.copyOf(values.keySet()),
        List.copyOf(all),
        ranks,
        duels(compared(values, ranks)));
  }

  private static void add(
      Map<String, List<SortedMap<Long, Double>>> values, LeaderboardEntry entry) {
    if (entry.measured()) {
      values
          .computeIfAbsent(entry.result().strategy(), name -> new ArrayList<>())
          .add(entry.result().finalTop1BySeed());
    }
  }

  private static Optional<Friedman> ranks(Map<String, List<SortedMap<Long, Double>>> values) {
    Map<String, double[]> means = new LinkedHashMap<>();
    values.forEach(
        (strategy, subjects) ->
            means.put(
                strategy,
                subjects.stream()
                    .mapToDouble(seeds -> Estimate.of(seeds.values()).orElseThrow().mean())
                    .toArray()));
    return Friedman.of(means, Levels.ALPHA);
  }

  private static Map<String, List<SortedMap<Long, Double>>> compared(
      SortedMap<String, List<SortedMap<Long, Double>>> values, Optional<Friedman> ranks) {
    if (values.size() <= MOST_COMPARED || ranks.isEmpty()) {
      return values;
    }
    Map<String, Double> averages = ranks.get().averageRanks();
    return values.entrySet().stream()
        .sorted(Comparator.comparing(entry -> averages.getOrDefault(entry.getKey(), 0.0)))
        .limit(MOST_COMPARED)
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }

  private static Map<String, Map<String, Duel>> duels(
      Map<String, List<SortedMap<Long, Double>>> values) {
    Map<String, Map<String, Duel>> duels = new TreeMap<>();
    values.forEach(
        (one, own) -> {
          Map<String, Duel> against = new TreeMap<>();
          values.forEach((other, theirs) -> against.put(other, duel(own, theirs)));
          against.remove(one);
          duels.put(one, against);
        });
    return duels;
  }

  private static Duel duel(
      List<SortedMap<Long, Double>> own, List<SortedMap<Long, Double>> theirs) {
    List<PairedDifference> differences = new ArrayList<>();
    for (int subject = 0; subject < own.size(); subject++) {
      PairedDifference.of(own.get(subject), theirs.get(subject), Levels.CONFIDENCE)
          .ifPresent(differences::add);
    }
    return new Duel(
        WinsTiesLosses.byMean(differences), WinsTiesLosses.byTest(differences, Levels.ALPHA));
  }
}
