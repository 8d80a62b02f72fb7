package org.neuronbench.datasets.procedural;

/** Random numbers at the points of a lattice, and fields made of them. */
record Lattice(long seed) {

  private static final double SQUARED_DIAGONAL = 8;

  /** A uniform number in [0, 1) that belongs to a lattice point. */
  double value(long column, long row, int channel) {
    long hash = seed + column * 0x9E3779B97F4A7C15L + row * 0xC2B2AE3D27D4EB4FL + channel;
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return ((hash ^ (hash >>> 31)) >>> 11) * 0x1.0p-53;
  }

  /** Value noise: smooth between lattice points, 0 to 1. */
  double smooth(double x, double y) {
    long column = (long) Math.floor(x);
    long row = (long) Math.floor(y);
    double tx = ease(x - column);
    double top = mix(value(column, row, 0), value(column + 1, row, 0), tx);
    double bottom = mix(value(column, row + 1, 0), value(column + 1, row + 1, 0), tx);
    return mix(top, bottom, ease(y - row));
  }

  /**
   * Distances to the nearest and second nearest of one random point per lattice cell (Worley,
   * 1996); returns their difference, which is 0 on the borders between cells.
   */
  double border(double x, double y) {
    double nearest = SQUARED_DIAGONAL;
    double second = SQUARED_DIAGONAL;
    long column = (long) Math.floor(x);
    long row = (long) Math.floor(y);
    for (long r = row - 1; r <= row + 1; r++) {
      for (long c = column - 1; c <= column + 1; c++) {
        double dx = c + value(c, r, 1) - x;
        double dy = r + value(c, r, 2) - y;
        double squared = dx * dx + dy * dy;
        second = Math.min(second, Math.max(nearest, squared));
        nearest = Math.min(nearest, squared);
      }
    }
    return Math.sqrt(second) - Math.sqrt(nearest);
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }
}
