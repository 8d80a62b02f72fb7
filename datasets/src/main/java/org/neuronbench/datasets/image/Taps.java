package org.neuronbench.datasets.image;

/**
 * The weights with which one axis is resampled: a triangle filter that widens when the image
 * shrinks, in 22-bit fixed point. Reproduces Pillow's {@code Resample.c} to the bit.
 */
final class Taps {

  private static final int PRECISION = 22;
  private static final double ONE = 1 << PRECISION;

  private final int[] first;
  private final int[][] weights;

  /**
   * @param from size of the axis before
   * @param to size of the axis after
   * @param start first output position needed
   * @param count output positions needed
   */
  Taps(int from, int to, int start, int count) {
    first = new int[count];
    weights = new int[count][];
    double scale = (double) from / to;
    double support = Math.max(scale, 1);
    for (int i = 0; i < count; i++) {
      double centre = (start + i + 0.5) * scale;
      first[i] = Math.max(0, (int) (centre - support + 0.5));
      int end = Math.min(from, (int) (centre + support + 0.5));
      weights[i] = fixedPoint(triangle(first[i], end, centre, support));
    }
  }

  int count() {
    return first.length;
  }

  /** Computes output position {@code i} of the line that starts at {@code offset}. */
  byte apply(int i, byte[] pixels, int offset, int stride) {
    int sum = 1 << (PRECISION - 1);
    int position = offset + first[i] * stride;
    for (int weight : weights[i]) {
      sum += (pixels[position] & 0xFF) * weight;
      position += stride;
    }
    return (byte) Math.min(255, Math.max(0, sum >> PRECISION));
  }

  private static double[] triangle(int first, int end, double centre, double support) {
    double[] weights = new double[end - first];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.max(0, 1 - Math.abs((first + i - centre + 0.5) * (1 / support)));
    }
    return weights;
  }

  private static int[] fixedPoint(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    int[] fixed = new int[weights.length];
    for (int i = 0; i < fixed.length; i++) {
      fixed[i] = (int) (0.5 + weights[i] / sum * ONE);
    }
    return fixed;
  }
}
