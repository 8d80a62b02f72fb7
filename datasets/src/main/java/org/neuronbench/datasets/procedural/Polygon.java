package org.neuronbench.datasets.procedural;

/** A closed polygon, not necessarily convex; corners as x, y pairs. */
final class Polygon implements Distance {

  private final double[] corners;

  Polygon(double... corners) {
    this.corners = corners;
  }

  static Polygon regular(int sides) {
    return star(sides, 1);
  }

  /** A star whose inner corners lie at a share of the radius of the outer ones. */
  static Polygon star(int points, double inner) {
    int step = inner < 1 ? 2 : 1;
    double[] corners = new double[2 * step * points];
    for (int i = 0; i < step * points; i++) {
      double angle = 2 * Math.PI * i / (step * points);
      double radius = i % step == 0 ? 1 : inner;
      corners[2 * i] = radius * StrictMath.sin(angle);
      corners[2 * i + 1] = -radius * StrictMath.cos(angle);
    }
    return new Polygon(corners);
  }

  @Override
  public double at(double x, double y) {
    double nearest = Double.MAX_VALUE;
    boolean inside = false;
    for (int i = 0, j = corners.length - 2; i < corners.length; j = i, i += 2) {
      nearest =
          Math.min(
              nearest,
              Segment.squaredDistance(
                  x, y, corners[i], corners[i + 1], corners[j], corners[j + 1]));
      inside ^= crosses(x, y, i, j);
    }
    double distance = Math.sqrt(nearest);
    return inside ? -distance : distance;
  }

  private boolean crosses(double x, double y, int i, int j) {
    double yi = corners[i + 1];
    double yj = corners[j + 1];
    return (yi > y) != (yj > y)
        && x < (corners[j] - corners[i]) * (y - yi) / (yj - yi) + corners[i];
  }
}
