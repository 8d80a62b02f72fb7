package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.BitSet;
import org.neuronbench.core.Text;
import org.neuronbench.spi.method.Targets;

/**
 * The loss of a batch and its gradient: softmax cross-entropy with labels, smoothed, or with the
 * targets of a method. Outputs behind those of the classes are passed over but by targets.
 */
final class SoftmaxCrossEntropy {

  private final int classes;
  private final int outputs;
  private final double smoothing;
  private final float[] row;
  private double[] losses = new double[0];
  private double[] confidences = new double[0];
  private double lossSum;
  private final BitSet right = new BitSet();

  /**
   * Creates the loss of a classifier.
   *
   * @param outputs of the classifier, at least a class each
   */
  SoftmaxCrossEntropy(int outputs, int classes, double smoothing) {
    this.outputs = outputs;
    this.classes = classes;
    this.smoothing = smoothing;
    this.row = new float[outputs];
  }

  /** Reads logits, adds up loss and right answers. */
  void evaluate(FloatBuffer logits, int[] labels, int count) {
    begin(count);
    for (int i = 0; i < count; i++) {
      probabilities(logits, i, labels[i]);
    }
  }

  /** Also writes the gradient of the mean loss. */
  void evaluate(FloatBuffer logits, int[] labels, int count, FloatBuffer gradient) {
    begin(count);
    float off = (float) (smoothing / classes);
    for (int i = 0; i < count; i++) {
      probabilities(logits, i, labels[i]);
      for (int c = 0; c < classes; c++) {
        float target = c == labels[i] ? (float) (1 - smoothing) + off : off;
        gradient.put(i * outputs + c, (row[c] - target) / count);
      }
      for (int c = classes; c < outputs; c++) {
        gradient.put(i * outputs + c, 0);
      }
    }
  }

  /** Also writes the gradient of the mean loss towards targets, which then is the loss. */
  void evaluate(
      FloatBuffer logits, int[] labels, int count, Targets targets, FloatBuffer gradient) {
    evaluate(logits, labels, count);
    double[] slope = new double[outputs];
    float[] values = new float[outputs];
    lossSum = 0;
    for (int i = 0; i < count; i++) {
      logits.get(i * outputs, values);
      lossSum += targets.loss(i, values, slope);
      for (int c = 0; c < outputs; c++) {
        gradient.put(i * outputs + c, (float) (slope[c] / count));
      }
    }
  }

  /** Copies outputs, a row an image. */
  float[][] rows(FloatBuffer logits, int count) {
    float[][] rows = new float[count][outputs];
    for (int i = 0; i < count; i++) {
      logits.get(i * outputs, rows[i]);
    }
    return rows;
  }

  private void begin(int count) {
    losses = new double[count];
    confidences = new double[count];
    lossSum = 0;
    right.clear();
  }

  private void probabilities(FloatBuffer logits, int image, int label) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          Text.format(
              "Label %d of image %d is not one of %d classes (0 to %d)",
              label, image, classes, classes - 1));
    }
    logits.get(image * outputs, row);
    int best = 0;
    double mean = 0;
    for (int c = 0; c < classes; c++) {
      best = row[c] > row[best] ? c : best;
      mean += row[c];
    }
    double max = row[best];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(row[c] - max);
    }
    double logSum = max + Math.log(sum);
    losses[image] = logSum - row[label];
    confidences[image] = outputs == classes ? Math.exp(max - logSum) : answering(max, sum);
    lossSum += logSum - (1 - smoothing) * row[label] - smoothing * mean / classes;
    right.set(image, best == label);
    for (int c = 0; c < classes; c++) {
      row[c] = (float) Math.exp(row[c] - logSum);
    }
  }

  /** The probability that it does not abstain: all outputs but the last, over all outputs. */
  private double answering(double max, double sumOfClasses) {
    double others = 0;
    for (int c = classes; c < outputs; c++) {
      others += Math.exp(row[c] - max);
    }
    return (sumOfClasses + others - Math.exp(row[outputs - 1] - max)) / (sumOfClasses + others);
  }

  /** Returns how sure each answer is; not a copy. */
  double[] confidences() {
    return confidences;
  }

  /** Returns the cross-entropy of each image with its label, not smoothed; not a copy. */
  double[] losses() {
    return losses;
  }

  double lossSum() {
    return lossSum;
  }

  /** Which of the images evaluated last were classified right. */
  BitSet right() {
    return right;
  }
}
