package org.neuronbench.core.run;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.neuronbench.core.engine.Evaluation;

/** Judges features by what simple classifiers make of them. */
final class Probe {

  private static final int STEPS = 300;
  private static final double RATE = 0.5;
  private static final double MOMENTUM = 0.9;
  private static final double DECAY = 1e-4;
  private static final double LEAST_DEVIATION = 1e-6;

  private final double[][] train;
  private final int[] labels;
  private final int classes;
  private final double[] mean;
  private final double[] deviation;

  /**
   * Prepares probes.
   *
   * @param features a row an image
   * @param labels a class an image, below {@code classes}
   */
  Probe(float[][] features, int[] labels, int classes) {
    int length = features[0].length;
    this.labels = labels;
    this.classes = classes;
    this.mean = new double[length];
    this.deviation = new double[length];
    for (int f = 0; f < length; f++) {
      int column = f;
      double middle = Arrays.stream(features).mapToDouble(row -> row[column]).average().orElse(0);
      double spread =
          Arrays.stream(features)
              .mapToDouble(row -> (row[column] - middle) * (row[column] - middle))
              .average()
              .orElse(0);
      mean[f] = middle;
      deviation[f] = Math.max(LEAST_DEVIATION, Math.sqrt(spread));
    }
    this.train = Arrays.stream(features).map(this::standardised).toArray(double[][]::new);
  }

  private double[] standardised(float[] row) {
    double[] same = new double[row.length];
    for (int f = 0; f < same.length; f++) {
      same[f] = (row[f] - mean[f]) / deviation[f];
    }
    return same;
  }

  /** Fits softmax regression by descent on all images at once, and classifies others by it. */
  Evaluation linear(float[][] test, int[] expected) {
    double[][] weights = new double[classes][mean.length + 1];
    double[][] speed = new double[classes][mean.length + 1];
    for (int step = 0; step < STEPS; step++) {
      descend(weights, speed);
    }
    BitSet right = new BitSet();
    double loss = 0;
    double[] confidences = new double[test.length];
    for (int i = 0; i < test.length; i++) {
      double[] probabilities = probabilities(weights, standardised(test[i]));
      int best =
          IntStream.range(0, classes)
              .reduce(0, (a, b) -> probabilities[b] > probabilities[a] ? b : a);
      right.set(i, best == expected[i]);
      confidences[i] = probabilities[best];
      loss -= Math.log(Math.max(Double.MIN_NORMAL, probabilities[expected[i]]));
    }
    return new Evaluation(test.length, right, loss / Math.max(1, test.length), confidences);
  }

  private void descend(double[][] weights, double[][] speed) {
    double[][] slope = new double[classes][mean.length + 1];
    for (int i = 0; i < train.length; i++) {
      double[] p = probabilities(weights, train[i]);
      for (int k = 0; k < classes; k++) {
        double off = (p[k] - (labels[i] == k ? 1 : 0)) / train.length;
        for (int f = 0; f < mean.length; f++) {
          slope[k][f] += off * train[i][f];
        }
        slope[k][mean.length] += off;
      }
    }
    for (int k = 0; k < classes; k++) {
      for (int f = 0; f <= mean.length; f++) {
        speed[k][f] = MOMENTUM * speed[k][f] + slope[k][f] + DECAY * weights[k][f];
        weights[k][f] -= RATE * speed[k][f];
      }
    }
  }

  private double[] probabilities(double[][] weights, double[] row) {
    double[] p = new double[classes];
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      p[k] = weights[k][row.length];
      for (int f = 0; f < row.length; f++) {
        p[k] += weights[k][f] * row[f];
      }
      max = Math.max(max, p[k]);
    }
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      p[k] = Math.exp(p[k] - max);
      sum += p[k];
    }
    for (int k = 0; k < classes; k++) {
      p[k] /= sum;
    }
    return p;
  }

  /** Returns the share of images that the majority of their neighbours classifies right. */
  double nearest(float[][] test, int[] expected, int count) {
    Neighbours neighbours = new Neighbours(train, labels, classes);
    int right = 0;
    for (int i = 0; i < test.length; i++) {
      double[] distances = neighbours.distances(standardised(test[i]));
      right += neighbours.vote(distances, count) == expected[i] ? 1 : 0;
    }
    return (double) right / test.length;
  }
}
