package org.neuronbench.reports.compare;

import java.util.OptionalDouble;

/**
 * How a cost changed, over the common seeds.
 *
 * @param name what was measured, such as {@code executed-macs-percent}
 * @param baseline mean; empty if not measured
 * @param current mean; empty if not measured
 * @param why why the two cannot be compared; empty if they can
 */
public record CostChange(String name, OptionalDouble baseline, OptionalDouble current, String why) {

  static final String NOT_MEASURED = "not measured";

  static CostChange of(String name, OptionalDouble baseline, OptionalDouble current) {
    boolean measured = baseline.isPresent() && current.isPresent();
    return new CostChange(name, baseline, current, measured ? "" : NOT_MEASURED);
  }

  CostChange notComparable(String because) {
    return why.isEmpty() ? new CostChange(name, baseline, current, because) : this;
  }

  /**
   * Returns the change.
   *
   * @return in percent of the baseline; empty if it cannot be compared or the baseline is 0
   */
  public OptionalDouble percent() {
    if (!why.isEmpty() || baseline.orElse(0) == 0) {
      return OptionalDouble.empty();
    }
    double old = baseline.getAsDouble();
    return OptionalDouble.of(100 * (current.orElse(old) - old) / old);
  }

  /** Whether the cost grew by more than this many percent; from 0, any growth is more. */
  boolean exceeds(double percentAllowed) {
    return why.isEmpty()
        && current.orElse(0) > baseline.orElse(0) * (1 + percentAllowed / 100) + 1e-9;
  }
}
