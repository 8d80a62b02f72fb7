package org.neuronbench.spi.method;

import java.util.Arrays;
import java.util.Locale;

/**
 * What the outputs of a network should be: for image i the loss is {@code weight_i (-sum_k t_ik log
 * p_ik + reverse (-sum_k p_ik log t_ik))}, where p is the softmax of the outputs; a step goes down
 * the mean over its images. Rows may sum to less than 1. Immutable.
 */
public final class Targets {

  /** Logarithms in the reverse term see no target below this. */
  private static final double SMALLEST = 1e-4;

  private static final double SLACK = 1e-6;
  private static final double[][] NONE = new double[0][];

  private final double[][] rows;
  private final double[] weights;
  private final double reverse;
  private final int outputs;
  private final double[][] slopes;

  private Targets(
      double[][] rows, double[] weights, double reverse, int outputs, double[][] slopes) {
    this.rows = rows;
    this.weights = weights;
    this.reverse = reverse;
    this.outputs = outputs;
    this.slopes = slopes;
  }

  /**
   * Gives a loss of a method's own, such as one between images, and its gradient.
   *
   * @param losses one an image
   * @param slopes the gradient of their sum by the outputs of each image; all rows of one length
   * @return targets whose {@link #loss} these are
   */
  public static Targets ofLoss(double[] losses, double[][] slopes) {
    double[] ones = new double[losses.length];
    Arrays.fill(ones, 1);
    double[][] rows =
        Arrays.stream(losses).mapToObj(l -> new double[] {l}).toArray(double[][]::new);
    double[][] copies = Arrays.stream(slopes).map(double[]::clone).toArray(double[][]::new);
    return new Targets(rows, ones, 0, copies.length == 0 ? 0 : copies[0].length, copies);
  }

  /**
   * Makes targets of weight 1.
   *
   * @param rows a row an image, none negative, each summing to at most 1; all of one length
   * @return the targets
   * @throws IllegalArgumentException if a row is none
   */
  public static Targets of(double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      double sum = Arrays.stream(rows[i]).sum();
      boolean negative = Arrays.stream(rows[i]).anyMatch(t -> !(t >= 0));
      if (negative || !(sum <= 1 + SLACK) || rows[i].length != rows[0].length) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "Row %d of the targets must be %d numbers from 0 that sum to at most 1, not %s",
                i,
                rows[0].length,
                Arrays.toString(rows[i])));
      }
    }
    double[] ones = new double[rows.length];
    Arrays.fill(ones, 1);
    double[][] copies = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    return new Targets(copies, ones, 0, rows.length == 0 ? 0 : rows[0].length, NONE);
  }

  /**
   * Makes targets of one class each.
   *
   * @param labels a class an image, from 0
   * @param classes length of the rows
   * @return the targets
   */
  public static Targets of(int[] labels, int classes) {
    double[][] rows = new double[labels.length][classes];
    for (int i = 0; i < labels.length; i++) {
      rows[i][labels[i]] = 1;
    }
    return of(rows);
  }

  /**
   * Weighs the images.
   *
   * @param each a weight an image, none negative
   * @return other targets
   * @throws IllegalArgumentException if there are more or fewer than images, or one is no weight
   */
  public Targets weighted(double... each) {
    if (each.length != rows.length || !Arrays.stream(each).allMatch(w -> w >= 0 && w < 1e30)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Targets of %d images need as many finite weights from 0, not %s",
              rows.length,
              Arrays.toString(each)));
    }
    return new Targets(rows, each.clone(), reverse, outputs, slopes);
  }

  /**
   * Adds the reverse term (symmetric cross-entropy).
   *
   * @param share what it is multiplied by, not negative
   * @return other targets
   */
  public Targets withReverse(double share) {
    return new Targets(rows, weights, share, outputs, slopes);
  }

  /**
   * Looks at the first outputs only: others have no loss.
   *
   * @param count at most the length of the rows
   * @return other targets
   */
  public Targets overFirst(int count) {
    return new Targets(rows, weights, reverse, count, slopes);
  }

  /**
   * Takes some of the images.
   *
   * @param images which, from 0
   * @return targets of those
   */
  public Targets only(int... images) {
    return new Targets(
        Arrays.stream(images).mapToObj(i -> rows[i]).toArray(double[][]::new),
        Arrays.stream(images).mapToDouble(i -> weights[i]).toArray(),
        reverse,
        outputs,
        slopes.length == 0
            ? NONE
            : Arrays.stream(images).mapToObj(i -> slopes[i]).toArray(double[][]::new));
  }

  /**
   * Returns the number of images.
   *
   * @return rows
   */
  public int size() {
    return rows.length;
  }

  /**
   * Returns the length of the rows.
   *
   * @return 0 without rows
   */
  public int width() {
    double[][] wide = slopes.length == 0 ? rows : slopes;
    return wide.length == 0 ? 0 : wide[0].length;
  }

  /**
   * Returns the weight of an image.
   *
   * @param image from 0
   * @return not negative
   */
  public double weight(int image) {
    return weights[image];
  }

  /**
   * Computes the loss of an image, its weight included, and the gradient by its outputs.
   *
   * @param image from 0
   * @param logits its outputs, as many as a row is long
   * @param gradient receives the gradient of the loss, not divided by the number of images
   * @return the loss
   */
  public double loss(int image, float[] logits, double[] gradient) {
    if (slopes.length > 0) {
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] = weights[image] * slopes[image][k];
      }
      return weights[image] * rows[image][0];
    }
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < outputs; k++) {
      max = Math.max(max, logits[k]);
    }
    double sum = 0;
    for (int k = 0; k < outputs; k++) {
      sum += Math.exp(logits[k] - max);
    }
    double logSum = max + Math.log(sum);
    double[] row = rows[image];
    double mass = 0;
    double forward = 0;
    double backward = 0;
    for (int k = 0; k < outputs; k++) {
      mass += row[k];
      forward -= row[k] * (logits[k] - logSum);
      backward -= reverse == 0 ? 0 : Math.exp(logits[k] - logSum) * log(row[k]);
    }
    Arrays.fill(gradient, 0);
    for (int k = 0; k < outputs; k++) {
      double p = Math.exp(logits[k] - logSum);
      double turned = reverse == 0 ? 0 : reverse * p * (-log(row[k]) - backward);
      gradient[k] = weights[image] * (mass * p - row[k] + turned);
    }
    return weights[image] * (forward + reverse * backward);
  }

  private static double log(double target) {
    return Math.log(Math.max(SMALLEST, target));
  }
}
