package org.neuronbench.reports.leaderboard;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.Metrics;

/** Gathers cells to results, results to groups, and ranks the groups. */
final class Ranking {

  // Means that differ by less are a tie: the difference is that of adding up, not of accuracy.
  private static final double RESOLUTION = 1e-9;

  private static final Comparator<CellRecord> CELL_ORDER =
      Comparator.comparing(CellRecord::model)
          .thenComparing(CellRecord::dataset)
          .thenComparing(cell -> cell.budget().equals(StrategyResult.UNLIMITED))
          .thenComparing(Bound::of, Bound.ORDER)
          .thenComparing(CellRecord::budget)
          .thenComparing(CellRecord::strategy)
          .thenComparing(CellRecord::seed)
          .thenComparing(CellRecord::cell);

  private record Subject(String model, String dataset) {}

  private record Budget(String costModel, String text) {}

  private Ranking() {}

  static Leaderboard of(List<CellRecord> cells, List<String> leftOut, Metrics metrics) {
    List<CellRecord> sorted = cells.stream().sorted(CELL_ORDER).toList();
    List<StrategyResult> results = StrategyResult.of(sorted);
    List<LeaderboardGroup> groups =
        results.stream()
            .collect(
                Collectors.groupingBy(Ranking::subject, LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
            .flatMap(Ranking::groups)
            .toList();
    return new Leaderboard(
        sorted,
        results,
        groups,
        groups.stream().map(GroupStatistics::of).toList(),
        leftOut,
        metrics);
  }

  private static Stream<LeaderboardGroup> groups(List<StrategyResult> ofSubject) {
    List<StrategyResult> references = ofSubject.stream().filter(StrategyResult::unlimited).toList();
    Collection<List<StrategyResult>> budgeted =
        ofSubject.stream()
            .filter(result -> !result.unlimited())
            .collect(Collectors.groupingBy(Ranking::budget))
            .values();
    if (budgeted.isEmpty()) {
      return Stream.of(group(references, List.of()));
    }
    return budgeted.stream()
        .map(ranked -> group(ranked, references))
        .sorted(
            Comparator.comparing(LeaderboardGroup::bound, Bound.ORDER)
                .thenComparing(LeaderboardGroup::budget));
  }

  private static LeaderboardGroup group(
      List<StrategyResult> ranked, List<StrategyResult> references) {
    long[] scores = ranked.stream().mapToLong(Ranking::score).toArray();
    Stream<LeaderboardEntry> competing =
        ranked.stream().map(result -> new LeaderboardEntry(rank(result, scores), false, result));
    Stream<LeaderboardEntry> framing =
        references.stream().map(result -> new LeaderboardEntry(OptionalInt.empty(), true, result));
    StrategyResult any = ranked.get(0);
    return new LeaderboardGroup(
        any.model(),
        any.dataset(),
        any.budget(),
        Stream.concat(competing, framing).sorted(entryOrder()).toList());
  }

  private static Comparator<LeaderboardEntry> entryOrder() {
    return Comparator.comparing((LeaderboardEntry entry) -> -score(entry.result()))
        .thenComparing(LeaderboardEntry::reference)
        .thenComparing(entry -> entry.result().strategy());
  }

  private static OptionalInt rank(StrategyResult result, long[] among) {
    long score = score(result);
    if (score < 0) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(1 + (int) Arrays.stream(among).filter(other -> other > score).count());
  }

  private static long score(StrategyResult result) {
    return result.finalTop1().map(top1 -> Math.round(top1.mean() / RESOLUTION)).orElse(-1L);
  }

  private static Budget budget(StrategyResult result) {
    return new Budget(result.bound().costModel(), result.budget());
  }

  private static Subject subject(StrategyResult result) {
    return new Subject(result.model(), result.dataset());
  }
}
