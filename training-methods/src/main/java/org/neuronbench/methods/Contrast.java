package org.neuronbench.methods;

import java.util.Arrays;

/**
 * The loss of SimCLR (NT-Xent, Chen et al., ICML 2020) between two views of images: of all other
 * rows, each should be nearest to the other view of its image.
 */
final class Contrast {

  private final double[][] directions;
  private final double[] lengths;
  private final double[] losses;
  private final double[][] slopes;

  /**
   * Computes loss and gradient.
   *
   * @param rows the first views of all images, then their second views, in one order
   * @param temperature positive
   */
  Contrast(double[][] rows, double temperature) {
    int count = rows.length;
    directions = new double[count][];
    lengths = new double[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = length(rows[i]);
      directions[i] = unit(rows[i]);
    }
    losses = new double[count];
    double[][] pull = new double[count][count];
    for (int i = 0; i < count; i++) {
      int other = (i + count / 2) % count;
      double[] likeness = likeness(i, temperature);
      double max = Arrays.stream(likeness).max().orElseThrow();
      double sum = Arrays.stream(likeness).map(s -> Math.exp(s - max)).sum();
      losses[i] = max + Math.log(sum) - likeness[other];
      for (int j = 0; j < count; j++) {
        double share = Math.exp(likeness[j] - max) / sum;
        pull[i][j] = (share - (j == other ? 1 : 0)) / temperature;
      }
    }
    slopes = slopes(pull);
  }

  static double length(double[] row) {
    return Math.sqrt(Arrays.stream(row).map(x -> x * x).sum());
  }

  static double[] unit(double[] row) {
    double length = length(row);
    return Arrays.stream(row).map(x -> length == 0 ? 0 : x / length).toArray();
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private double[] likeness(int i, double temperature) {
    double[] likeness = new double[directions.length];
    for (int j = 0; j < likeness.length; j++) {
      likeness[j] =
          j == i ? Double.NEGATIVE_INFINITY : dot(directions[i], directions[j]) / temperature;
    }
    return likeness;
  }

  /** Through the likenesses to both rows of each, then through their lengths. */
  private double[][] slopes(double[][] pull) {
    int count = directions.length;
    double[][] all = new double[count][];
    for (int i = 0; i < count; i++) {
      double[] slope = new double[directions[i].length];
      for (int j = 0; j < count; j++) {
        double both = j == i ? 0 : pull[i][j] + pull[j][i];
        for (int k = 0; k < slope.length; k++) {
          slope[k] += both * directions[j][k];
        }
      }
      double along = dot(slope, directions[i]);
      for (int k = 0; k < slope.length; k++) {
        slope[k] = lengths[i] == 0 ? 0 : (slope[k] - along * directions[i][k]) / lengths[i];
      }
      all[i] = slope;
    }
    return all;
  }

  /** Returns the loss of each row; not a copy. */
  double[] losses() {
    return losses;
  }

  /** Returns the gradient of the sum of losses by each row; not a copy. */
  double[][] slopes() {
    return slopes;
  }
}
