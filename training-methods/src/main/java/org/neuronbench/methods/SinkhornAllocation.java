package org.neuronbench.methods;

import java.util.Arrays;

/**
 * Labels for unlabelled images as an optimal transport to classes, by Sinkhorn's iterations in the
 * log domain (Tai et al., ICML 2021). Row n and column K are slack: what they take is not
 * allocated.
 */
final class SinkhornAllocation {

  private static final int MOST_SWEEPS = 1000;

  private final int images;
  private final int classes;
  private final double sharpness;
  private final double[] bounds;
  private final double[][] cost;
  private final double[] u;
  private final double[] v;
  private double allocated;

  /**
   * Creates an allocation that nothing was seen of.
   *
   * @param sharpness what costs are multiplied by; larger is sharper
   * @param bounds most of each class, as a share of all images
   */
  SinkhornAllocation(int images, double sharpness, double... bounds) {
    this.images = images;
    this.classes = bounds.length;
    this.sharpness = sharpness;
    this.bounds = bounds.clone();
    this.cost = new double[images + 1][classes + 1];
    this.u = new double[images + 1];
    this.v = new double[classes + 1];
    for (int i = 0; i < images; i++) {
      Arrays.fill(cost[i], 0, classes, Math.log(classes));
    }
  }

  /** Says which share of the images is to be allocated. */
  void allocate(double share) {
    allocated = share;
  }

  double[] rowMasses() {
    double[] rows = new double[images + 1];
    Arrays.fill(rows, 1);
    rows[images] = 1 + classes + images * (1 - allocated - Math.min(spare(), 0));
    return rows;
  }

  double[] columnMasses() {
    double[] columns = new double[classes + 1];
    for (int k = 0; k < classes; k++) {
      columns[k] = 1 + images * bounds[k];
    }
    columns[classes] = 1 + images * (1 - allocated + Math.max(spare(), 0));
    return columns;
  }

  private double spare() {
    return 1 - Arrays.stream(bounds).sum();
  }

  /** Takes what the network says of an image. */
  void observe(int image, double[] logProbabilities) {
    for (int k = 0; k < classes; k++) {
      cost[image][k] = -logProbabilities[k];
    }
    u[image] = -logSum(score(image));
  }

  private double[] score(int image) {
    double[] row = new double[classes + 1];
    for (int k = 0; k <= classes; k++) {
      row[k] = -sharpness * cost[image][k] + v[k];
    }
    return row;
  }

  private static double logSum(double[] values) {
    double max = Arrays.stream(values).max().orElseThrow();
    double sum = 0;
    for (double value : values) {
      sum += Math.exp(value - max);
    }
    return max + Math.log(sum);
  }

  /**
   * Fits columns, then rows.
   *
   * @return how far the columns are off then, relative to all mass
   */
  double sweep() {
    double[] columns = columnMasses();
    fitColumns(columns);
    double[] rows = rowMasses();
    double[] sums = new double[classes + 1];
    double[] row = new double[classes + 1];
    for (int i = 0; i <= images; i++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int k = 0; k <= classes; k++) {
        row[k] = -sharpness * cost[i][k] + v[k];
        max = Math.max(max, row[k]);
      }
      double sum = 0;
      for (int k = 0; k <= classes; k++) {
        row[k] = Math.exp(row[k] - max);
        sum += row[k];
      }
      u[i] = Math.log(rows[i]) - max - Math.log(sum);
      for (int k = 0; k <= classes; k++) {
        sums[k] += rows[i] * row[k] / sum; // no second exponential
      }
    }
    double off = 0;
    for (int k = 0; k <= classes; k++) {
      off += Math.abs(sums[k] - columns[k]);
    }
    return off / Arrays.stream(columns).sum();
  }

  /** All columns in two passes over the rows, as costs lie. */
  private void fitColumns(double[] columns) {
    double[] max = new double[classes + 1];
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (int i = 0; i <= images; i++) {
      for (int k = 0; k <= classes; k++) {
        max[k] = Math.max(max[k], -sharpness * cost[i][k] + u[i]);
      }
    }
    double[] sums = new double[classes + 1];
    for (int i = 0; i <= images; i++) {
      for (int k = 0; k <= classes; k++) {
        sums[k] += Math.exp(-sharpness * cost[i][k] + u[i] - max[k]);
      }
    }
    double mean = 0;
    for (int k = 0; k <= classes; k++) {
      v[k] = Math.log(columns[k]) - max[k] - Math.log(sums[k]);
      mean += k < classes ? v[k] / classes : 0;
    }
    for (int k = 0; k <= classes; k++) {
      v[k] -= mean; // or it drifts: u and v are known up to a number
    }
  }

  /** Sweeps until columns are off by less, and returns how often. */
  int solve(double tolerance) {
    int sweeps = 1;
    while (sweep() >= tolerance && sweeps < MOST_SWEEPS) {
      sweeps++;
    }
    return sweeps;
  }

  double[][] plan() {
    double[][] plan = new double[images + 1][classes + 1];
    for (int i = 0; i <= images; i++) {
      double[] row = score(i);
      for (int k = 0; k <= classes; k++) {
        plan[i][k] = Math.exp(row[k] + u[i]);
      }
    }
    return plan;
  }

  /** Returns what is allocated to an image: the less it sums to, the less sure. */
  double[] label(double[] logProbabilities) {
    double[] row = new double[classes + 1];
    for (int k = 0; k < classes; k++) {
      row[k] = v[k] + sharpness * logProbabilities[k];
    }
    row[classes] = v[classes];
    double sum = logSum(row);
    double[] label = new double[classes];
    for (int k = 0; k < classes; k++) {
      label[k] = Math.exp(row[k] - sum);
    }
    return label;
  }

  double[] columnPotentials() {
    return v.clone();
  }

  void write(java.io.DataOutputStream out) throws java.io.IOException {
    for (double[] row : cost) {
      write(out, row);
    }
    write(out, u);
    write(out, v);
  }

  private static void write(java.io.DataOutputStream out, double[] values)
      throws java.io.IOException {
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  void read(java.io.DataInputStream in) throws java.io.IOException {
    for (double[] row : cost) {
      read(in, row);
    }
    read(in, u);
    read(in, v);
  }

  private static void read(java.io.DataInputStream in, double[] into) throws java.io.IOException {
    for (int i = 0; i < into.length; i++) {
      into[i] = in.readDouble();
    }
  }
}
