package org.neuronbench.reports.leaderboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How alike the choices of a group's strategies are: between seeds, between epochs, and between
 * each other. References take no part: their choices say nothing of a strategy.
 *
 * <p>Only the {@value #MOST_COMPARED} most accurate are compared with each other, since the pairs
 * of a group grow with the square of its strategies.
 */
public final class Choices {

  public static final int MOST_COMPARED = 60;

  private record Stability(OptionalDouble betweenSeeds, OptionalDouble betweenEpochs) {}

  private final Map<String, Stability> stability = new LinkedHashMap<>();
  private final List<OptionalDouble> overlaps = new ArrayList<>();

  private Choices(LeaderboardGroup group) {
    List<List<ChosenNeurons>> compared = new ArrayList<>();
    group.entries().stream()
        .filter(entry -> !entry.reference())
        .map(LeaderboardEntry::result)
        .forEach(result -> add(result, compared));
  }

  public static Choices of(LeaderboardGroup group) {
    return new Choices(group);
  }

  public OptionalDouble betweenSeeds(StrategyResult result) {
    return stability(result).betweenSeeds();
  }

  public OptionalDouble betweenEpochs(StrategyResult result) {
    return stability(result).betweenEpochs();
  }

  /** Second with first, third with first, third with second, and so on; empty if all unknown. */
  public List<OptionalDouble> overlaps() {
    return overlaps.stream().allMatch(OptionalDouble::isEmpty) ? List.of() : overlaps;
  }

  private Stability stability(StrategyResult result) {
    return stability.getOrDefault(
        result.strategy(), new Stability(OptionalDouble.empty(), OptionalDouble.empty()));
  }

  private void add(StrategyResult result, List<List<ChosenNeurons>> compared) {
    List<ChosenNeurons> own =
        result.ok().stream().map(ChosenNeurons::of).flatMap(Optional::stream).toList();
    stability.put(
        result.strategy(), new Stability(Overlap.betweenSeeds(own), Overlap.betweenEpochs(own)));
    if (compared.size() < MOST_COMPARED) {
      compared.forEach(other -> overlaps.add(Overlap.betweenStrategies(own, other)));
      compared.add(own);
    }
  }
}
