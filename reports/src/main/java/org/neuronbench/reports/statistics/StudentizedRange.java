package org.neuronbench.reports.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The range of independent standard normal values (infinite degrees of freedom), which Nemenyi's
 * critical difference is made of.
 */
final class StudentizedRange {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  // The normal density beyond is below 1e-22.
  private static final double REACH = 10;
  private static final double PRECISION = 1e-10;

  private StudentizedRange() {}

  /** The range that so many values exceed with this probability. */
  static double upperQuantile(double probability, int values) {
    double low = 0;
    double high = 2 * REACH;
    while (high - low > PRECISION) {
      double middle = (low + high) / 2;
      if (1 - cumulative(middle, values) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** One value is the smallest, at z, and all others lie within the range above it. */
  static double cumulative(double range, int values) {
    return values
        * Quadrature.integrate(
            z -> NORMAL.density(z) * Math.pow(NORMAL.probability(z, z + range), values - 1),
            -REACH,
            REACH);
  }
}
