package org.neuronbench.reports.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Paired t tests of many entries that lend each other strength: the moderated t test (Smyth 2004).
 *
 * <p>A handful of differences tells little of their own spread. Each variance is therefore drawn
 * towards the typical one, {@code (d0 s0² + d s²) / (d0 + d)}, by as much ({@code d0}) as the
 * variances of all entries resemble each other, and the test gains {@code d0} degrees of freedom.
 * With fewer than {@value #FEWEST} entries each is tested by itself, with Student's t.
 */
public final class ModeratedTests {

  private static final int FEWEST = 3;

  /**
   * One entry's test.
   *
   * @param count differences, at least 2
   * @param mean of the differences
   * @param spread their standard deviation as moderated
   * @param degreesOfFreedom of the t distribution
   */
  public record Test(int count, double mean, double spread, double degreesOfFreedom) {

    /**
     * Returns the two-sided p-value of no difference, in [0, 1], not corrected for the number of
     * entries.
     */
    public double pValue() {
      double t = Math.abs(mean) * Math.sqrt(count) / spread;
      return 2 * TDistribution.of(degreesOfFreedom).survivalProbability(t);
    }

    /**
     * Returns the interval of the mean difference; not corrected for the number of entries.
     *
     * @param confidence between 0 and 1
     */
    public Interval interval(double confidence) {
      double quantile =
          TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - confidence) / 2);
      return Interval.around(mean, quantile * spread / Math.sqrt(count), confidence);
    }
  }

  /** Variances are scaled inverse chi-square around a typical one, with so many degrees. */
  private record Prior(double degreesOfFreedom, double variance) {}

  private ModeratedTests() {}

  /**
   * Tests each entry's mean difference.
   *
   * @param differences for each entry, at least two values
   * @param leastSpread standard deviations below count as this one: accuracies are counts of
   *     images, so equal differences are no proof that there is no spread
   * @return in the same order
   */
  public static List<Test> of(List<double[]> differences, double leastSpread) {
    List<Estimate> estimates =
        differences.stream()
            .map(values -> Estimate.of(values, Levels.CONFIDENCE).orElseThrow())
            .toList();
    double[] variances =
        estimates.stream()
            .mapToDouble(e -> Math.max(leastSpread, e.standardDeviation().orElseThrow()))
            .map(deviation -> deviation * deviation)
            .toArray();
    double[] degrees = estimates.stream().mapToDouble(e -> e.count() - 1.0).toArray();
    Prior prior = estimates.size() < FEWEST ? new Prior(0, 0) : prior(variances, degrees);
    double most = Arrays.stream(degrees).sum();
    return IntStream.range(0, variances.length)
        .mapToObj(i -> test(estimates.get(i), variances[i], degrees[i], prior, most))
        .toList();
  }

  private static Test test(
      Estimate estimate, double variance, double degrees, Prior prior, double most) {
    double total = prior.degreesOfFreedom() + degrees;
    double moderated =
        Double.isInfinite(total)
            ? prior.variance()
            : (prior.degreesOfFreedom() * prior.variance() + degrees * variance) / total;
    return new Test(estimate.count(), estimate.mean(), Math.sqrt(moderated), Math.min(total, most));
  }

  /** Smyth (2004), section 6.2: the moments of log variances. */
  private static Prior prior(double[] variances, double[] degrees) {
    double[] logs = new double[variances.length];
    double expected = 0;
    for (int i = 0; i < logs.length; i++) {
      double half = degrees[i] / 2;
      logs[i] = Math.log(variances[i]) - Digamma.value(half) + Math.log(half);
      expected += Trigamma.value(half) / logs.length;
    }
    Estimate ofLogs = Estimate.of(logs, Levels.CONFIDENCE).orElseThrow();
    double deviation = ofLogs.standardDeviation().orElseThrow();
    double excess = deviation * deviation - expected;
    if (excess <= 0) {
      return new Prior(Double.POSITIVE_INFINITY, Math.exp(ofLogs.mean()));
    }
    double half = inverseTrigamma(excess);
    return new Prior(2 * half, Math.exp(ofLogs.mean() + Digamma.value(half) - Math.log(half)));
  }

  /** Falls from infinity to 0, so bisection finds it. */
  private static double inverseTrigamma(double value) {
    double low = 1e-6;
    double high = 1e6;
    while (high / low > 1 + 1e-12) {
      double middle = Math.sqrt(low * high);
      if (Trigamma.value(middle) > value) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
