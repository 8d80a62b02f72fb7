package org.neuronbench.reports.statistics;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean and how well it is known.
 *
 * @param count values, at least 1
 * @param mean their arithmetic mean
 * @param standardDeviation of the sample, with divisor {@code count - 1}; empty for one value
 * @param interval Student's t interval of the mean; empty for one value
 */
public record Estimate(
    int count, double mean, OptionalDouble standardDeviation, Optional<Interval> interval) {

  // A leaderboard asks for the same few some hundred thousand times, and each is a root search.
  private static final double[] USUAL_QUANTILES =
      IntStream.range(0, 64)
          .mapToDouble(n -> n == 0 ? Double.NaN : computedQuantile(Levels.CONFIDENCE, n))
          .toArray();

  /**
   * Estimates a mean accuracy with the usual confidence, {@value Levels#CONFIDENCE}; its interval
   * is at least as wide as a spread of {@link Levels#LEAST_SPREAD} makes it.
   *
   * @param values finite shares; their order does not matter
   * @return empty if there is no value
   */
  public static Optional<Estimate> of(Collection<Double> values) {
    double[] shares = values.stream().mapToDouble(Double::doubleValue).toArray();
    return of(shares, Levels.CONFIDENCE, Levels.LEAST_SPREAD);
  }

  /**
   * Estimates a mean: {@code mean ± t(1 - (1 - confidence) / 2; n - 1) s / sqrt(n)} (Student 1908).
   *
   * @param values any finite values; their order does not matter
   * @param confidence between 0 and 1
   * @return empty if there is no value
   */
  public static Optional<Estimate> of(double[] values, double confidence) {
    return of(values, confidence, 0);
  }

  /** Estimates a mean whose interval a spread below the least does not make narrower. */
  static Optional<Estimate> of(double[] values, double confidence, double leastSpread) {
    Levels.checkedShare("confidence", confidence);
    if (values.length == 0) {
      return Optional.empty();
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double mean = Mean.of(sorted).getAsDouble();
    return sorted.length == 1
        ? Optional.of(new Estimate(1, mean, OptionalDouble.empty(), Optional.empty()))
        : Optional.of(spread(sorted, mean, confidence, leastSpread));
  }

  private static Estimate spread(
      double[] values, double mean, double confidence, double leastSpread) {
    double deviation = StandardDeviation.of(values).getAsDouble();
    double margin =
        quantile(confidence, values.length - 1)
            * Math.max(leastSpread, deviation)
            / Math.sqrt(values.length);
    return new Estimate(
        values.length,
        mean,
        OptionalDouble.of(deviation),
        Optional.of(Interval.around(mean, margin, confidence)));
  }

  private static double quantile(double confidence, int degreesOfFreedom) {
    return confidence == Levels.CONFIDENCE && degreesOfFreedom < USUAL_QUANTILES.length
        ? USUAL_QUANTILES[degreesOfFreedom]
        : computedQuantile(confidence, degreesOfFreedom);
  }

  private static double computedQuantile(double confidence, int degreesOfFreedom) {
    return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - confidence) / 2);
  }
}
