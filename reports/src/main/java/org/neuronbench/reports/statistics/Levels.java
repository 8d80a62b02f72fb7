package org.neuronbench.reports.statistics;

/** The levels that every report uses unless it says otherwise. */
public final class Levels {

  /** How sure an interval is: of many, this share covers the true value. */
  public static final double CONFIDENCE = 0.95;

  /** How often a test may call chance a difference. */
  public static final double ALPHA = 0.05;

  /** How often a difference that is there should be found. */
  public static final double POWER = 0.8;

  /**
   * Shares: standard deviations of accuracies below count as this one, one image of a thousand.
   * Accuracies are counts of images, so that seeds which coincide are no proof that there is no
   * spread.
   */
  public static final double LEAST_SPREAD = 0.001;

  /** Values that differ by less are equal: the difference is that of adding up. */
  static final double RESOLUTION = 1e-9;

  private Levels() {}

  static double checkedShare(String name, double value) {
    if (value > 0 && value < 1) {
      return value;
    }
    throw new IllegalArgumentException(name + " must lie between 0 and 1, not " + value);
  }
}
