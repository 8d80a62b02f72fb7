package org.neuronbench.datasets.procedural;

/** A straight stroke. */
record Segment(double x1, double y1, double x2, double y2) {

  boolean near(double x, double y, double reach) {
    return x > Math.min(x1, x2) - reach
        && x < Math.max(x1, x2) + reach
        && y > Math.min(y1, y2) - reach
        && y < Math.max(y1, y2) + reach
        && squaredDistance(x, y, x1, y1, x2, y2) < reach * reach;
  }

  static double squaredDistance(double x, double y, double x1, double y1, double x2, double y2) {
    double dx = x2 - x1;
    double dy = y2 - y1;
    double along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy);
    double t = Math.min(1, Math.max(0, along));
    double ox = x - x1 - t * dx;
    double oy = y - y1 - t * dy;
    return ox * ox + oy * oy;
  }
}
