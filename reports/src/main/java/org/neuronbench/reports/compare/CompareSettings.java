package org.neuronbench.reports.compare;

import java.util.OptionalDouble;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.Metrics;

/**
 * How to judge.
 *
 * @param margin the smallest change of accuracy that matters, in percentage points
 * @param maxCostIncrease executed MACs and parameters updated may grow by so many percent; empty to
 *     report costs without judging them
 * @param acrossSettings whether to judge entries whose weights, data or recipe changed
 * @param metrics what is compared besides accuracy
 */
public record CompareSettings(
    double margin, OptionalDouble maxCostIncrease, boolean acrossSettings, Metrics metrics) {

  /** In percentage points. */
  public static final double DEFAULT_MARGIN = 1.0;

  private static final double MOST = 100;

  /** Checks the ranges. */
  public CompareSettings {
    if (!(margin > 0 && margin <= MOST)) {
      throw new InputException(
          Text.format(
              "The margin is %s, expected percentage points above 0 and up to 100", margin));
    }
    if (maxCostIncrease.isPresent() && !(maxCostIncrease.getAsDouble() >= 0)) {
      throw new InputException(
          Text.format(
              "The largest cost increase is %s, expected a percentage of 0 or more",
              maxCostIncrease.getAsDouble()));
    }
  }

  /** Returns the defaults: margin {@value #DEFAULT_MARGIN}, costs reported only. */
  public static CompareSettings defaults() {
    return new CompareSettings(DEFAULT_MARGIN, OptionalDouble.empty(), false, Metrics.STANDARD);
  }
}
