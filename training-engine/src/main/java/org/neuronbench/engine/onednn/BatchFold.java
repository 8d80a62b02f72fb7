package org.neuronbench.engine.onednn;

import java.util.Arrays;
import org.neuronbench.core.engine.Precision;

/**
 * Batch norm of {@code Z = X W'} without Z. From the moments of X alone, with C = X'X / N - m m'
 * and T = W C, the mean of Z is W m and its variance the row sums of T o W, so that the normalised
 * output is one convolution by folded weights and biases; its gradients need only G'X, the column
 * sums of G and, for X, a product X M. All matrices are row by row; outputs are Co, inputs Ci.
 *
 * <p>Exact but for rounding: against automatic differentiation to 2e-6 in float32.
 */
final class BatchFold {

  /** Bits of a float that bfloat16 lacks, and half of what they hold. */
  private static final int LOST = 16;

  private static final int HALF = 0x7FFF;

  private final int outputs;
  private final int inputs;
  private final float epsilon;
  private final Precision precision;
  private final float[] weights;
  private final float[] inputMean;
  private final float[] spread;
  private final float[] mean;
  private final float[] variance;
  private final float[] folded;
  private final float[] bias;
  private float[] scale = new float[0];
  private double pixels;

  /** Makes room; W is written to {@link #weights} before each {@link #fold}. */
  BatchFold(int outputs, int inputs, float epsilon, Precision precision) {
    this.outputs = outputs;
    this.inputs = inputs;
    this.epsilon = epsilon;
    this.precision = precision;
    this.weights = new float[outputs * inputs];
    this.inputMean = new float[inputs];
    this.spread = new float[outputs * inputs];
    this.mean = new float[outputs];
    this.variance = new float[outputs];
    this.folded = new float[outputs * inputs];
    this.bias = new float[outputs];
  }

  /** Returns W, Co x Ci; not a copy. */
  float[] weights() {
    return weights;
  }

  int squareLength() {
    return inputs * inputs;
  }

  float[] mean() {
    return mean;
  }

  float[] variance() {
    return variance;
  }

  /** Returns what X is convolved by, Co x Ci, as the precision rounds it. */
  float[] folded() {
    return folded;
  }

  float[] bias() {
    return bias;
  }

  /**
   * Takes the moments of a batch.
   *
   * @param products X'X, Ci x Ci; overwritten
   * @param sums of X's columns
   * @param count N, its rows
   * @param scaled batch norm's scale; kept
   */
  void fold(float[] products, float[] sums, double count, float[] scaled, float[] shift) {
    pixels = count;
    scale = scaled;
    for (int i = 0; i < inputs; i++) {
      inputMean[i] = (float) (sums[i] / count);
    }
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < inputs; j++) {
        int at = i * inputs + j;
        double centred = products[at] / count - (double) inputMean[i] * inputMean[j];
        products[at] = (float) centred;
      }
    }
    multiply(weights, products, spread);
    for (int o = 0; o < outputs; o++) {
      mean[o] = (float) dot(weights, o, inputMean, 0);
      variance[o] = (float) Math.max(0, dot(weights, o, spread, o));
      float factor = factor(o);
      for (int k = o * inputs; k < (o + 1) * inputs; k++) {
        folded[k] = rounded(weights[k] * factor);
      }
      // By the rounded weights, so that the mean of the output is right to the last bit it has.
      bias[o] = shift[o] - (float) dot(folded, o, inputMean, 0);
    }
  }

  private float factor(int output) {
    return (float) (scale[output] / Math.sqrt(variance[output] + epsilon));
  }

  private float rounded(float value) {
    if (precision == Precision.FLOAT32) {
      return value;
    }
    int bits = Float.floatToRawIntBits(value);
    int even = bits >>> LOST & 1;
    return Float.intBitsToFloat(bits + HALF + even & -1 << LOST);
  }

  /** Multiplies Co x Ci by Ci x Ci. */
  private void multiply(float[] left, float[] square, float[] into) {
    for (int o = 0; o < outputs; o++) {
      int row = o * inputs;
      for (int j = 0; j < inputs; j++) {
        into[row + j] = 0;
      }
      for (int k = 0; k < inputs; k++) {
        add(left[row + k], square, k * inputs, into, row);
      }
    }
  }

  private void add(float factor, float[] from, int at, float[] into, int to) {
    for (int j = 0; j < inputs; j++) {
      into[to + j] += factor * from[at + j];
    }
  }

  private double dot(float[] left, int row, float[] right, int rowOfRight) {
    double sum = 0;
    for (int j = 0; j < inputs; j++) {
      sum += (double) left[row * inputs + j] * right[rowOfRight * inputs + j];
    }
    return sum;
  }

  /**
   * Turns the products of the masked error G with the input into gradients.
   *
   * @param rows G'X, Co x Ci; becomes the gradient of W
   * @param shiftGradient column sums of G: the gradient of the shift
   * @param scaleGradient becomes the gradient of the scale
   */
  void gradients(float[] rows, float[] shiftGradient, float[] scaleGradient) {
    for (int o = 0; o < outputs; o++) {
      double deviation = Math.sqrt(variance[o] + epsilon);
      double above = dot(rows, o, weights, o) - (double) mean[o] * shiftGradient[o];
      scaleGradient[o] = (float) (above / deviation);
      float ofSpread = (float) (scaleGradient[o] / deviation);
      float factor = factor(o);
      for (int i = 0; i < inputs; i++) {
        int k = o * inputs + i;
        rows[k] = factor * (rows[k] - shiftGradient[o] * inputMean[i] - ofSpread * spread[k]);
      }
    }
  }

  /**
   * Computes what batch statistics add to the gradient of X beside {@code G folded}: {@code X M +
   * c}.
   *
   * @param product becomes M, Ci x Ci, symmetric
   * @param constant becomes c
   */
  void inputGradient(
      float[] shiftGradient, float[] scaleGradient, float[] product, float[] constant) {
    Arrays.fill(product, 0);
    Arrays.fill(constant, 0);
    for (int o = 0; o < outputs; o++) {
      double squared = variance[o] + epsilon;
      double diagonal = scale[o] * (double) scaleGradient[o] / (pixels * squared);
      float shift = (float) (factor(o) * shiftGradient[o] / pixels - diagonal * mean[o]);
      int row = o * inputs;
      for (int i = 0; i < inputs; i++) {
        add((float) (-diagonal * weights[row + i]), weights, row, product, i * inputs);
      }
      add(-shift, weights, row, constant, 0);
    }
  }
}
