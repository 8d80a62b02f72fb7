package org.neuronbench.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.neuronbench.core.Text;

/**
 * How many times as fast one contestant is as another, over rounds in which both took a turn.
 *
 * @param median of the rounds
 * @param spread of the middle half of the rounds, as a share of the median
 */
record Ratio(double median, double spread) {

  /** A spread above this is said, and measured again. */
  static final double STEADY = 0.05;

  private static final double QUARTER = 0.25;

  /** Compares speeds round by round; of as many rounds as both have. */
  static Ratio of(List<Double> speeds, List<Double> others) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(speeds.size(), others.size()); i++) {
      ratios.add(speeds.get(i) / others.get(i));
    }
    double median = quantile(ratios, 0.5);
    double half = quantile(ratios, 1 - QUARTER) - quantile(ratios, QUARTER);
    return new Ratio(median, half / median);
  }

  /** Interpolates between the values below and above. */
  static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    double place = share * (sorted.size() - 1);
    double below = sorted.get((int) Math.floor(place));
    double above = sorted.get((int) Math.ceil(place));
    return below + (place - Math.floor(place)) * (above - below);
  }

  boolean steady() {
    return spread < STEADY;
  }

  String text() {
    String times = Text.format("%.2fx", median);
    return steady() ? times : times + Text.format(" (%.0f %%)", 100 * spread);
  }
}
