package org.neuronbench.datasets.procedural;

/**
 * A function of the point: a drawing, 0 its background and 1 its foreground, or the signed distance
 * to the edge of a form, negative inside.
 */
@FunctionalInterface
interface Field {

  double at(double x, double y);

  /** Limits a drawing to the disc around the origin that holds it, which saves time. */
  default Field within(double radius) {
    return (x, y) -> x * x + y * y > radius * radius ? 0 : at(x, y);
  }

  /** Draws a form. */
  default Field filled() {
    return (x, y) -> at(x, y) < 0 ? 1 : 0;
  }

  /** Draws the rim of a form. */
  default Field hollow(double thickness) {
    return (x, y) -> {
      double distance = at(x, y);
      return distance < 0 && distance > -thickness ? 1 : 0;
    };
  }

  static Field circle(double centreX, double centreY, double radius) {
    return (x, y) -> {
      double dx = x - centreX;
      double dy = y - centreY;
      return Math.sqrt(dx * dx + dy * dy) - radius;
    };
  }

  /** The form of a closed polygon, not necessarily convex; corners as x, y pairs. */
  static Field polygon(double... corners) {
    return (x, y) -> {
      double nearest = Double.MAX_VALUE;
      boolean inside = false;
      for (int i = 0, j = corners.length - 2; i < corners.length; j = i, i += 2) {
        double xi = corners[i];
        double yi = corners[i + 1];
        double xj = corners[j];
        double yj = corners[j + 1];
        nearest = Math.min(nearest, Strokes.squaredDistance(x, y, xi, yi, xj, yj));
        inside ^= (yi > y) != (yj > y) && x < (xj - xi) * (y - yi) / (yj - yi) + xi;
      }
      return inside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
    };
  }
}
