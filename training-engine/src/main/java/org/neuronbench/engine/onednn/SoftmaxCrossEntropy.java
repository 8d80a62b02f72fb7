package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.BitSet;
import org.neuronbench.core.Text;

/** Softmax cross-entropy with label smoothing: the loss of a batch and its gradient. */
final class SoftmaxCrossEntropy {

  private final int classes;
  private final double smoothing;
  private final float[] row;
  private double lossSum;
  private final BitSet right = new BitSet();

  SoftmaxCrossEntropy(int classes, double smoothing) {
    this.classes = classes;
    this.smoothing = smoothing;
    this.row = new float[classes];
  }

  /** Reads logits, adds up loss and right answers. */
  void evaluate(FloatBuffer logits, int[] labels, int count) {
    lossSum = 0;
    right.clear();
    for (int i = 0; i < count; i++) {
      probabilities(logits, i, labels[i]);
    }
  }

  /** Also writes the gradient of the mean loss. */
  void evaluate(FloatBuffer logits, int[] labels, int count, FloatBuffer gradient) {
    lossSum = 0;
    right.clear();
    float off = (float) (smoothing / classes);
    for (int i = 0; i < count; i++) {
      probabilities(logits, i, labels[i]);
      for (int c = 0; c < classes; c++) {
        float target = c == labels[i] ? (float) (1 - smoothing) + off : off;
        gradient.put(i * classes + c, (row[c] - target) / count);
      }
    }
  }

  private void probabilities(FloatBuffer logits, int image, int label) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          Text.format(
              "Label %d of image %d is not one of %d classes (0 to %d)",
              label, image, classes, classes - 1));
    }
    logits.get(image * classes, row);
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
    lossSum += logSum - (1 - smoothing) * row[label] - smoothing * mean / classes;
    right.set(image, best == label);
    for (int c = 0; c < classes; c++) {
      row[c] = (float) Math.exp(row[c] - logSum);
    }
  }

  double lossSum() {
    return lossSum;
  }

  /** Which of the images evaluated last were classified right. */
  BitSet right() {
    return right;
  }
}
