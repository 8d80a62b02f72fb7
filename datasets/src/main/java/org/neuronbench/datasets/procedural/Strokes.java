package org.neuronbench.datasets.procedural;

import java.util.List;
import java.util.stream.Stream;

/** Lines of a pen: straight segments, arcs being many short ones. */
record Strokes(List<Segment> segments) {

  private static final int ARC_STEPS = 10;

  static final Strokes NONE = new Strokes(List.of());

  /** Adds a line through points, given as x, y pairs. */
  Strokes line(double... points) {
    Strokes result = this;
    for (int i = 2; i < points.length; i += 2) {
      result = result.plus(new Segment(points[i - 2], points[i - 1], points[i], points[i + 1]));
    }
    return result;
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

  Strokes circle(double centreX, double centreY, double radius) {
    return arc(centreX, centreY, radius, 0, 360);
  }

  /** Draws with a pen of this half width. */
  Field field(double halfWidth) {
    Segment[] array = segments.toArray(Segment[]::new);
    return (x, y) -> {
      for (Segment segment : array) {
        if (segment.near(x, y, halfWidth)) {
          return 1;
        }
      }
      return 0;
    };
  }

  private Strokes plus(Segment segment) {
    return new Strokes(Stream.concat(segments.stream(), Stream.of(segment)).toList());
  }
}
