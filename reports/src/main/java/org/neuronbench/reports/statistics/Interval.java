package org.neuronbench.reports.statistics;

import org.neuronbench.core.Text;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end, not below the lower
 * @param confidence between 0 and 1, such as 0.95
 */
public record Interval(double low, double high, double confidence) {

  /** Checks the order of the ends. */
  public Interval {
    Levels.checkedShare("confidence", confidence);
    if (!(low <= high)) {
      throw new IllegalArgumentException(Text.format("%s is above %s", low, high));
    }
  }

  static Interval around(double centre, double margin, double confidence) {
    return new Interval(centre - margin, centre + margin, confidence);
  }

  /** Tells whether the whole interval lies strictly between two bounds. */
  public boolean within(double lower, double upper) {
    return low > lower && high < upper;
  }
}
