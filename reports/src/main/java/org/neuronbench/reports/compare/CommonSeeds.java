package org.neuronbench.reports.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.leaderboard.StrategyResult;
import org.neuronbench.reports.statistics.PairedDifference;

/** An entry on both sides, cut down to the seeds that ended well on both. */
record CommonSeeds(StrategyResult baseline, StrategyResult current) {

  private static final double POINTS = 100;

  static CommonSeeds of(StrategyResult baseline, StrategyResult current) {
    SortedSet<Long> seeds = new TreeSet<>(baseline.finalTop1BySeed().keySet());
    seeds.retainAll(current.finalTop1BySeed().keySet());
    return new CommonSeeds(only(baseline, seeds), only(current, seeds));
  }

  int count() {
    return baseline.ok().size();
  }

  /** Current minus baseline, in percentage points. */
  double[] differences() {
    return Arrays.stream(
            PairedDifference.differences(current.finalTop1BySeed(), baseline.finalTop1BySeed()))
        .map(share -> POINTS * share)
        .toArray();
  }

  /** Whether every epoch of every seed came out the same: then nothing is left to chance. */
  boolean identical() {
    SortedMap<Long, CellRecord> before = bySeed(baseline.ok());
    SortedMap<Long, CellRecord> after = bySeed(current.ok());
    return count() > 0
        && before.keySet().stream()
            .allMatch(seed -> trace(before.get(seed)).equals(trace(after.get(seed))));
  }

  /** Seeds that ended well before and failed after, with how. */
  static SortedMap<Long, String> broken(StrategyResult before, StrategyResult after) {
    Set<Long> fine = bySeed(before.ok()).keySet();
    SortedMap<Long, String> broken = new TreeMap<>();
    for (CellRecord cell : after.failed()) {
      if (cell.status() != CellStatus.CANCELLED && fine.contains(cell.seed())) {
        broken.put(cell.seed(), cell.status().id() + ": " + cell.reason());
      }
    }
    return broken;
  }

  /** Seeds of one side that have no ok partner on the other. */
  static SortedSet<Long> unpaired(StrategyResult side, StrategyResult other) {
    SortedSet<Long> seeds = new TreeSet<>(bySeed(side.ok()).keySet());
    seeds.removeAll(bySeed(other.ok()).keySet());
    return seeds;
  }

  private static StrategyResult only(StrategyResult entry, Set<Long> seeds) {
    return new StrategyResult(
        entry.model(),
        entry.dataset(),
        entry.budget(),
        entry.strategy(),
        entry.ok().stream().filter(cell -> seeds.contains(cell.seed())).toList(),
        List.of());
  }

  private static SortedMap<Long, CellRecord> bySeed(List<CellRecord> cells) {
    SortedMap<Long, CellRecord> bySeed = new TreeMap<>();
    cells.forEach(cell -> bySeed.put(cell.seed(), cell));
    return bySeed;
  }

  private record Step(double loss, double top1, long parameters, List<Integer> selected) {

    static Step of(EpochRecord epoch) {
      return new Step(
          epoch.valueOrNan(Metrics.TRAIN_LOSS),
          epoch.valueOrNan(Metrics.FINAL_TOP1),
          (long) epoch.valueOrNan(Metrics.PARAMETERS_UPDATED),
          epoch.selectedPerLayer());
    }
  }

  private static List<Step> trace(@Nullable CellRecord cell) {
    return Objects.requireNonNull(cell).epochs().stream().map(Step::of).toList();
  }
}
