package org.neuronbench.reports.statistics;

import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** How well a standard deviation is known. */
public final class SpreadInterval {

  private SpreadInterval() {}

  /**
   * Finds the chi-square interval of the standard deviation of normal values; empty for fewer than
   * two values, or if all are equal.
   *
   * @param confidence between 0 and 1
   */
  public static Optional<Interval> of(double[] values, double confidence) {
    return Estimate.of(values, confidence)
        .filter(estimate -> estimate.standardDeviation().orElse(0) >= Levels.RESOLUTION)
        .map(estimate -> interval(estimate, confidence));
  }

  private static Interval interval(Estimate estimate, double confidence) {
    double degrees = estimate.count() - 1.0;
    double deviation = estimate.standardDeviation().orElseThrow();
    ChiSquaredDistribution squares = ChiSquaredDistribution.of(degrees);
    double tail = (1 - confidence) / 2;
    return new Interval(
        deviation * Math.sqrt(degrees / squares.inverseSurvivalProbability(tail)),
        deviation * Math.sqrt(degrees / squares.inverseCumulativeProbability(tail)),
        confidence);
  }
}
