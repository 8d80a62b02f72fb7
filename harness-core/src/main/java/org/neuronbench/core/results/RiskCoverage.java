package org.neuronbench.core.results;

import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Errors of a classifier that answers only where it is surest. */
final class RiskCoverage {

  private static final double ROUNDING = 1e-9;

  /** Errors among the surest images, by how many are answered. */
  private final int[] errors;

  /**
   * Ranks images, ties by their order.
   *
   * @param right a set bit for each image answered right
   * @param confidences how sure each answer is
   */
  RiskCoverage(BitSet right, double[] confidences) {
    int[] order =
        IntStream.range(0, confidences.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -confidences[i]))
            .mapToInt(i -> i)
            .toArray();
    errors = new int[order.length + 1];
    for (int i = 0; i < order.length; i++) {
      errors[i + 1] = errors[i] + (right.get(order[i]) ? 0 : 1);
    }
  }

  /** Returns the share of wrong answers if so large a share of the images, (0, 1], is answered. */
  double errorAt(double coverage) {
    int answered = Math.max(1, (int) Math.floor(coverage * (errors.length - 1) + ROUNDING));
    return (double) errors[answered] / answered;
  }

  /** Returns the mean of that over all coverages: the area under the curve. */
  double area() {
    return IntStream.range(1, errors.length)
        .mapToDouble(answered -> (double) errors[answered] / answered)
        .average()
        .orElse(0);
  }
}
