package org.neuronbench.reports.leaderboard;

import java.util.List;
import java.util.OptionalDouble;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.Metrics;

/** What a strategy cost: totals over all its cells, and its time against updating everything. */
public record LedgerRow(StrategyResult result, OptionalDouble percentOfFull) {

  private static final String FULL = "full";

  public static LedgerRow of(StrategyResult result, Leaderboard leaderboard) {
    return new LedgerRow(result, percentOfFull(result, leaderboard));
  }

  public OptionalDouble total(Metric metric) {
    return total(result.cells(), metric);
  }

  /** The share of choosing in choosing and training. */
  public OptionalDouble overheadPercent() {
    double choosing = spent(Metrics.SELECT_SECONDS) + spent(Metrics.OBSERVE_SECONDS);
    double all = choosing + spent(Metrics.TRAIN_SECONDS);
    return all > 0 ? OptionalDouble.of(100 * choosing / all) : OptionalDouble.empty();
  }

  public static OptionalDouble total(List<CellRecord> cells, Metric metric) {
    return cells.stream()
        .map(cell -> metric.of(cell))
        .flatMap(value -> value.stream().boxed())
        .reduce(Double::sum)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  private double spent(Metric metric) {
    return total(metric).orElse(0);
  }

  private static OptionalDouble percentOfFull(StrategyResult result, Leaderboard leaderboard) {
    double own = secondsOfMeanCell(result);
    return leaderboard.results().stream()
        .filter(other -> other.unlimited() && other.strategy().equals(FULL))
        .filter(other -> other.model().equals(result.model()))
        .filter(other -> other.dataset().equals(result.dataset()))
        .mapToDouble(LedgerRow::secondsOfMeanCell)
        .filter(full -> full > 0 && own > 0)
        .map(full -> 100 * own / full)
        .findFirst();
  }

  private static double secondsOfMeanCell(StrategyResult result) {
    return result.seconds().orElse(0);
  }
}
