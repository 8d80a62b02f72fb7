package org.neuronbench.reports.statistics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gathers entries that cannot be told apart.
 *
 * <p>Entries are taken by falling mean. The first opens tier 1. Each next entry joins the tier
 * unless it can be told apart from the entry that opened it; then it opens the next tier. Two
 * entries can be told apart if the p-value of their paired differences, corrected for all pairs
 * (Holm), is below alpha. So a tier says "not shown to be behind its best", not "equal", and its
 * members may differ from each other.
 */
public final class Tiers {

  private Tiers() {}

  /**
   * Finds the tiers: entry to tier, from 1, by falling mean; empty if no two entries share two
   * seeds.
   *
   * @param entries for each entry, seed to value; higher is better; none empty
   * @param alpha the level of all tests together, between 0 and 1
   */
  public static Optional<Map<String, Integer>> of(
      Map<String, ? extends Map<Long, Double>> entries, double alpha) {
    Levels.checkedShare("alpha", alpha);
    if (entries.values().stream().filter(values -> values.size() > 1).count() < 2) {
      return Optional.empty();
    }
    PairwiseTests.Matrix tests = PairwiseTests.all(entries);
    return tests.tested() ? Optional.of(tiers(entries, tests, alpha)) : Optional.empty();
  }

  private static Map<String, Integer> tiers(
      Map<String, ? extends Map<Long, Double>> entries, PairwiseTests.Matrix tests, double alpha) {
    Map<String, Integer> tiers = new LinkedHashMap<>();
    List<String> order = byFallingMean(entries);
    String best = order.get(0);
    int tier = 1;
    for (String entry : order) {
      if (tests.toldApart(best, entry, alpha)) {
        best = entry;
        tier++;
      }
      tiers.put(entry, tier);
    }
    return tiers;
  }

  private static List<String> byFallingMean(Map<String, ? extends Map<Long, Double>> entries) {
    Map<String, Double> means = new TreeMap<>();
    entries.forEach(
        (entry, values) -> means.put(entry, Estimate.of(values.values()).orElseThrow().mean()));
    return means.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }
}
