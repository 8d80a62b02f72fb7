package org.neuronbench.methods;

/** Rows of outputs and of targets. */
final class Rows {

  private Rows() {}

  /** Copies so many values of a row from some place on. */
  static double[] part(float[] row, int from, int count) {
    double[] part = new double[count];
    for (int k = 0; k < count; k++) {
      part[k] = row[from + k];
    }
    return part;
  }

  /** Returns the softmax of the first outputs. */
  static double[] softmax(float[] logits, int count) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      max = Math.max(max, logits[k]);
    }
    double[] p = new double[count];
    double sum = 0;
    for (int k = 0; k < count; k++) {
      p[k] = Math.exp(logits[k] - max);
      sum += p[k];
    }
    for (int k = 0; k < count; k++) {
      p[k] /= sum;
    }
    return p;
  }

  static int greatest(double[] row) {
    int best = 0;
    for (int k = 1; k < row.length; k++) {
      best = row[k] > row[best] ? k : best;
    }
    return best;
  }
}
