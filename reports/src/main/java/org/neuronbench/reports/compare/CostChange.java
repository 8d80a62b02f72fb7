package org.neuronbench.reports.compare;

import java.util.OptionalDouble;
import org.neuronbench.core.results.Metric.Cost;

/**
 * How a cost changed, over the common seeds.
 *
 * @param exact whether it is counted and not measured
 * @param name what was measured, such as {@code executed-macs-percent}
 * @param baseline mean; empty if not measured
 * @param current mean; empty if not measured
 * @param why why the two cannot be compared; empty if they can
 */
public record CostChange(
    String name, boolean exact, OptionalDouble baseline, OptionalDouble current, String why) {

  static final String NOT_MEASURED = "not measured";

  private static final double ROUNDING = 1e-9;

  static CostChange of(Cost cost, OptionalDouble baseline, OptionalDouble current) {
    boolean measured = baseline.isPresent() && current.isPresent();
    return new CostChange(
        cost.name(), cost.exact(), baseline, current, measured ? "" : NOT_MEASURED);
  }

  CostChange notComparable(String because) {
    return why.isEmpty() ? new CostChange(name, exact, baseline, current, because) : this;
  }

  /**
   * Returns the change, in percent of the baseline; empty if it cannot be compared, or grew from 0.
   */
  public OptionalDouble percent() {
    double old = baseline.orElse(0);
    double change = current.orElse(0) - old;
    if (!why.isEmpty() || (old == 0 && change != 0)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(change == 0 ? 0 : 100 * change / old);
  }

  boolean fell() {
    return why.isEmpty() && current.orElse(0) < baseline.orElse(0) - ROUNDING;
  }

  /** Whether the cost grew by more than this many percent; from 0, any growth is more. */
  boolean exceeds(double percentAllowed) {
    return why.isEmpty()
        && current.orElse(0) > baseline.orElse(0) * (1 + percentAllowed / 100) + ROUNDING;
  }
}
