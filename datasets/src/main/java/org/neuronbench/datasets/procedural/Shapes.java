package org.neuronbench.datasets.procedural;

import java.util.List;
import org.neuronbench.datasets.procedural.ProceduralSource.Motif;

/** Geometric shapes, filled or outlined, at any place, size and angle. */
final class Shapes {

  private Shapes() {}

  static ProceduralSource task() {
    Field bite = Field.circle(0.55, 0, 0.8);
    Field moon = Field.circle(0, 0, 1);
    double a = 0.32; // half an arm of the cross
    return new ProceduralSource(
        "shapes",
        "Shapes: circles, squares, triangles and the like, filled or outlined, at any angle.",
        "A downstream task: forms and their corners matter, angle and place do not.",
        List.of(
            shape("circle", Field.circle(0, 0, 0.9)),
            shape("square", star(4, 1)),
            shape("triangle", star(3, 1)),
            shape("star", star(10, 0.42)),
            shape(
                "cross",
                Field.polygon(
                    -a, -1, a, -1, a, -a, 1, -a, 1, a, a, a, a, 1, -a, 1, -a, a, -1, a, -1, -a, -a,
                    -a)),
            shape("hexagon", star(6, 1)),
            shape("crescent", (x, y) -> Math.max(moon.at(x, y), -bite.at(x, y))),
            shape(
                "arrow",
                Field.polygon(
                    0, -1, 0.75, -0.1, 0.28, -0.1, 0.28, 1, -0.28, 1, -0.28, -0.1, -0.75, -0.1))),
        new Painter(7, 13, Math.PI, 0, false, 3, 2));
  }

  private static Motif shape(String name, Field form) {
    return new Motif(
        name,
        random -> {
          double thickness = Painter.between(random, 0.16, 0.26);
          boolean hollow = random.nextDouble() < 0.4;
          return (hollow ? form.hollow(thickness) : form.filled()).within(1.05);
        });
  }

  /** A polygon on a circle, every other corner of it at a share of the radius. */
  private static Field star(int count, double inner) {
    double[] corners = new double[2 * count];
    for (int i = 0; i < count; i++) {
      double angle = 2 * Math.PI * i / count;
      double radius = i % 2 == 0 ? 1 : inner;
      corners[2 * i] = radius * StrictMath.sin(angle);
      corners[2 * i + 1] = -radius * StrictMath.cos(angle);
    }
    return Field.polygon(corners);
  }
}
