package org.neuronbench.reports.statistics;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The power of the two-sided paired t test: how likely it finds a difference that is there (Cohen
 * 1988), exactly, by the noncentral t distribution.
 */
public final class PairedPower {

  /** More seeds than this nobody runs. */
  public static final int MOST_SEEDS = 10_000;

  private static final int FEWEST_SEEDS = 2;
  private static final double TAIL = 1e-12;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private PairedPower() {}

  /**
   * Computes the power.
   *
   * @param seeds common seeds, at least 2
   * @param alpha level of the test, between 0 and 1
   */
  public static double of(int seeds, double effect, double alpha) {
    Levels.checkedShare("alpha", alpha);
    int degreesOfFreedom = seeds - 1;
    double critical = TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(alpha / 2);
    double shift = Math.abs(effect) * Math.sqrt(seeds);
    return beyond(critical, shift, degreesOfFreedom) + beyond(critical, -shift, degreesOfFreedom);
  }

  /**
   * Finds how many seeds are needed: the fewest seeds that reach the power, at least 2; empty if
   * {@link #MOST_SEEDS} do not.
   *
   * @param alpha level of the test, between 0 and 1
   * @param power wanted, between 0 and 1
   */
  public static OptionalInt seedsNeeded(double effect, double alpha, double power) {
    Levels.checkedShare("power", power);
    int tooFew = FEWEST_SEEDS - 1;
    int enough = FEWEST_SEEDS;
    while (of(enough, effect, alpha) < power) {
      if (enough == MOST_SEEDS) {
        return OptionalInt.empty();
      }
      tooFew = enough;
      enough = Math.min(MOST_SEEDS, 2 * enough);
    }
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) / 2;
      if (of(middle, effect, alpha) < power) {
        tooFew = middle;
      } else {
        enough = middle;
      }
    }
    return OptionalInt.of(enough);
  }

  /** P(T > critical) for T = (Z + shift) / S, where S² is chi-square over its degrees. */
  private static double beyond(double critical, double shift, int degreesOfFreedom) {
    ChiSquaredDistribution squares = ChiSquaredDistribution.of(degreesOfFreedom);
    return Quadrature.integrate(
        root ->
            2
                * root
                * squares.density(root * root)
                * NORMAL.survivalProbability(critical * root / Math.sqrt(degreesOfFreedom) - shift),
        Math.sqrt(squares.inverseCumulativeProbability(TAIL)),
        Math.sqrt(squares.inverseSurvivalProbability(TAIL)));
  }
}
