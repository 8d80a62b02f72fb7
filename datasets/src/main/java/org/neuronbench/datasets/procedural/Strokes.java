package org.neuronbench.datasets.procedural;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines of a pen: straight segments, arcs being many short ones. */
final class Strokes {

  private static final int ARC_STEPS = 10;

  private final List<double[]> segments = new ArrayList<>();

  /** Adds a line through points, given as x, y pairs. */
  Strokes line(double... points) {
    for (int i = 2; i < points.length; i += 2) {
      segments.add(Arrays.copyOfRange(points, i - 2, i + 2));
    }
    return this;
  }

  /** Adds an arc; angles in degrees, 0 to the right, growing downwards. */
  Strokes arc(double centreX, double centreY, double radius, double from, double to) {
    double[] points = new double[2 * (ARC_STEPS + 1)];
    for (int i = 0; i <= ARC_STEPS; i++) {
      double angle = StrictMath.toRadians(from + (to - from) * i / ARC_STEPS);
      points[2 * i] = centreX + radius * StrictMath.cos(angle);
      points[2 * i + 1] = centreY + radius * StrictMath.sin(angle);
    }
    return line(points);
  }

  /** Draws with a pen of this half width. */
  Field field(double halfWidth) {
    double[][] drawn = segments.toArray(double[][]::new);
    return (x, y) -> {
      for (double[] s : drawn) {
        if (between(s[0], x, s[2], halfWidth)
            && between(s[1], y, s[3], halfWidth)
            && squaredDistance(x, y, s[0], s[1], s[2], s[3]) < halfWidth * halfWidth) {
          return 1;
        }
      }
      return 0;
    };
  }

  private static boolean between(double a, double value, double b, double reach) {
    return value > Math.min(a, b) - reach && value < Math.max(a, b) + reach;
  }

  /** From a point to the segment between two others. */
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
