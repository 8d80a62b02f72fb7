package org.neuronbench.core.run;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows with classes, and which of them lie nearest: by squared Euclidean distance, the earlier of
 * two as near. Of equal votes the lower class wins.
 */
final class Neighbours {

  private final double[][] rows;
  private final int[] labels;
  private final int classes;
  private final int[] all;
  private final int[][] ofClass;

  /**
   * Keeps rows.
   *
   * @param rows all of one length; not copied
   * @param labels a class a row, below {@code classes}
   */
  Neighbours(double[][] rows, int[] labels, int classes) {
    this.rows = rows;
    this.labels = labels;
    this.classes = classes;
    this.all = IntStream.range(0, rows.length).toArray();
    this.ofClass =
        IntStream.range(0, classes)
            .mapToObj(k -> IntStream.of(all).filter(i -> labels[i] == k).toArray())
            .toArray(int[][]::new);
  }

  int classes() {
    return classes;
  }

  int label(int row) {
    return labels[row];
  }

  double[] row(int row) {
    return rows[row];
  }

  /** Returns the squared distance of every row. */
  double[] distances(double[] to) {
    double[] distances = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double sum = 0;
      for (int f = 0; f < to.length; f++) {
        sum += (rows[i][f] - to[f]) * (rows[i][f] - to[f]);
      }
      distances[i] = sum;
    }
    return distances;
  }

  /** Returns the nearest rows, the nearest first; fewer if there are no more. */
  int[] nearest(double[] distances, int count) {
    return nearest(distances, count, all);
  }

  /** Returns the nearest rows of a class, likewise. */
  int[] nearestOf(int label, double[] distances, int count) {
    return nearest(distances, count, ofClass[label]);
  }

  private static int[] nearest(double[] distances, int count, int[] among) {
    int[] best = new int[Math.min(count, among.length)];
    int held = 0;
    for (int row : among) {
      if (held == best.length && !(held > 0 && distances[row] < distances[best[held - 1]])) {
        continue;
      }
      int at = held < best.length ? held++ : held - 1;
      while (at > 0 && distances[row] < distances[best[at - 1]]) {
        best[at] = best[at - 1];
        at--;
      }
      best[at] = row;
    }
    return best;
  }

  /** Returns the class that most of so many neighbours have. */
  int vote(double[] distances, int count) {
    int[] votes = new int[classes];
    Arrays.stream(nearest(distances, count)).forEach(row -> votes[labels[row]]++);
    return IntStream.range(0, classes).reduce(0, (a, b) -> votes[b] > votes[a] ? b : a);
  }
}
