package org.neuronbench.datasets.image;

/**
 * The weights with which one axis is resampled: a triangle filter that widens when the image
 * shrinks, in 22-bit fixed point. Reproduces Pillow's {@code Resample.c} to the bit.
 */
final class Taps {

  private static final int PRECISION = 22;
  private static final int HALF = 1 << (PRECISION - 1);
  private static final double ONE = 1 << PRECISION;

  private final int[] first;
  private final int[][] weights;

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

  /** Returns the first input position that any output needs. */
  int begin() {
    return first[0];
  }

  /** Returns the input position after the last that any output needs. */
  int end() {
    return first[count() - 1] + weights[count() - 1].length;
  }

  /** Resamples a line of RGB pixels. */
  void alongLine(byte[] pixels, int offset, byte[] target, int targetOffset) {
    int out = targetOffset;
    for (int i = 0; i < first.length; i++) {
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      int position = offset + 3 * first[i];
      for (int weight : weights[i]) {
        red += (pixels[position] & 0xFF) * weight;
        green += (pixels[position + 1] & 0xFF) * weight;
        blue += (pixels[position + 2] & 0xFF) * weight;
        position += 3;
      }
      target[out] = rounded(red);
      target[out + 1] = rounded(green);
      target[out + 2] = rounded(blue);
      out += 3;
    }
  }

  /** Resamples across lines; {@code sums} has one place for each byte of a line. */
  void acrossLines(byte[] lines, int[] sums, byte[] target, int targetOffset) {
    int out = targetOffset;
    for (int i = 0; i < first.length; i++) {
      java.util.Arrays.fill(sums, HALF);
      int position = (first[i] - begin()) * sums.length;
      for (int weight : weights[i]) {
        add(lines, position, weight, sums);
        position += sums.length;
      }
      for (int sum : sums) {
        target[out++] = rounded(sum);
      }
    }
  }

  private static void add(byte[] lines, int position, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += (lines[position + i] & 0xFF) * weight;
    }
  }

  private static byte rounded(int sum) {
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
