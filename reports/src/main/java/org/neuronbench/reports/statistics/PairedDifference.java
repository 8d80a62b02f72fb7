package org.neuronbench.reports.statistics;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.TTest;

/**
 * The differences of two entries, seed by seed. What a seed does to both (data order, first
 * weights) cancels out.
 *
 * <p>The spread counts as {@link Levels#LEAST_SPREAD} at least, in interval, p and effect size:
 * that seeds coincide is no proof that there is none.
 *
 * @param pairs common seeds, at least 1
 * @param mean of the differences
 * @param standardDeviation of the differences, with divisor {@code pairs - 1}; empty for one pair
 * @param interval Student's t interval of the mean difference
 * @param pValue two-sided, of no difference; empty for one pair
 * @param effectSize Hedges' g of the differences: their mean in standard deviations, with the
 *     correction for few values; empty below three pairs
 */
public record PairedDifference(
    int pairs,
    double mean,
    OptionalDouble standardDeviation,
    Optional<Interval> interval,
    OptionalDouble pValue,
    OptionalDouble effectSize) {

  private static final int FEWEST_FOR_EFFECT = 3;

  /**
   * Compares two entries over the seeds that both have.
   *
   * @param confidence of the interval, between 0 and 1
   * @return empty if no seed is common
   */
  public static Optional<PairedDifference> of(
      Map<Long, Double> values, Map<Long, Double> reference, double confidence) {
    double[] differences = differences(values, reference);
    return differences.length == 0 ? Optional.empty() : Optional.of(of(differences, confidence));
  }

  /**
   * Judges differences.
   *
   * @param differences at least one finite value
   * @param confidence of the interval, between 0 and 1
   */
  public static PairedDifference of(double[] differences, double confidence) {
    Estimate estimate =
        Estimate.of(differences, confidence, Levels.LEAST_SPREAD)
            .orElseThrow(() -> new IllegalArgumentException("There is no difference to judge"));
    return new PairedDifference(
        estimate.count(),
        estimate.mean(),
        estimate.standardDeviation(),
        estimate.interval(),
        p(estimate, AlternativeHypothesis.TWO_SIDED),
        effectSize(estimate));
  }

  /** Returns the differences over common seeds: one a common seed, by rising seed. */
  public static double[] differences(Map<Long, Double> values, Map<Long, Double> reference) {
    SortedMap<Long, Double> common = new TreeMap<>(values);
    common.keySet().retainAll(reference.keySet());
    return common.entrySet().stream()
        .mapToDouble(entry -> entry.getValue() - reference.getOrDefault(entry.getKey(), 0.0))
        .toArray();
  }

  /**
   * Tests whether the true difference is below 0.
   *
   * @return one-sided p of a difference of 0 or more; empty for one pair
   */
  public OptionalDouble pBelowZero() {
    return p(estimate(), AlternativeHypothesis.LESS_THAN);
  }

  /**
   * Tests whether the true difference is above 0.
   *
   * @return one-sided p of a difference of 0 or less; empty for one pair
   */
  public OptionalDouble pAboveZero() {
    return p(estimate(), AlternativeHypothesis.GREATER_THAN);
  }

  private Estimate estimate() {
    return new Estimate(pairs, mean, standardDeviation, interval);
  }

  private static OptionalDouble p(Estimate differences, AlternativeHypothesis alternative) {
    if (differences.standardDeviation().isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(student(differences, alternative));
  }

  private static double student(Estimate differences, AlternativeHypothesis alternative) {
    double deviation = spread(differences);
    return TTest.withDefaults()
        .with(alternative)
        .test(differences.mean(), deviation * deviation, differences.count())
        .getPValue();
  }

  private static OptionalDouble effectSize(Estimate differences) {
    if (differences.count() < FEWEST_FOR_EFFECT) {
      return OptionalDouble.empty();
    }
    double degreesOfFreedom = differences.count() - 1.0;
    double correction = 1 - 3 / (4 * degreesOfFreedom - 1);
    return OptionalDouble.of(correction * differences.mean() / spread(differences));
  }

  private static double spread(Estimate differences) {
    return Math.max(Levels.LEAST_SPREAD, differences.standardDeviation().orElseThrow());
  }
}
