package org.neuronbench.datasets.procedural;

import java.util.List;
import java.util.function.Supplier;
import org.neuronbench.spi.RandomStream;

/** Geometric shapes, filled or outlined, at any place, size and angle. */
final class Shapes {

  private static final double REACH = 1.05;

  private Shapes() {}

  static ProceduralTask task() {
    return new ProceduralTask(
        "shapes",
        "Shapes: circles, squares, triangles and the like, filled or outlined, at any angle.",
        "A downstream task: forms and their corners matter, angle and place do not.",
        List.of(
            shape("circle", () -> Distance.circle(0, 0, 0.9)),
            shape("square", () -> Polygon.regular(4)),
            shape("triangle", () -> Polygon.regular(3)),
            shape("star", () -> Polygon.star(5, 0.42)),
            shape("cross", () -> cross(0.32)),
            shape("hexagon", () -> Polygon.regular(6)),
            shape(
                "crescent", () -> Distance.circle(0, 0, 1).without(Distance.circle(0.55, 0, 0.8))),
            shape("arrow", Shapes::arrow)),
        new Style(7, 13, Math.PI, 0, false, 3, 2));
  }

  private static Motif shape(String name, Supplier<Distance> form) {
    return new Motif(name, random -> draw(form.get(), random));
  }

  private static Field draw(Distance form, RandomStream random) {
    double thickness = Draw.between(random, 0.16, 0.26);
    boolean hollow = Draw.chance(random, 0.4);
    return (hollow ? form.hollow(thickness) : form.filled()).within(REACH);
  }

  private static Polygon cross(double arm) {
    return new Polygon(
        -arm, -1, arm, -1, arm, -arm, 1, -arm, 1, arm, arm, arm, arm, 1, -arm, 1, -arm, arm, -1,
        arm, -1, -arm, -arm, -arm);
  }

  private static Polygon arrow() {
    return new Polygon(0, -1, 0.75, -0.1, 0.28, -0.1, 0.28, 1, -0.28, 1, -0.28, -0.1, -0.75, -0.1);
  }
}
