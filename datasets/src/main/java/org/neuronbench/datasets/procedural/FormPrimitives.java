package org.neuronbench.datasets.procedural;

import java.util.List;
import org.neuronbench.spi.RandomStream;

/** Primitives of area: blobs, edges and irregular polygons. */
final class FormPrimitives {

  private static final double REACH = 1.4;

  private FormPrimitives() {}

  static List<Motif> motifs() {
    return List.of(
        new Motif("blob", FormPrimitives::blob),
        new Motif("edge", FormPrimitives::edge),
        new Motif("filled-trapezoid", random -> trapezoid(random).filled().within(REACH)),
        new Motif("hollow-trapezoid", random -> hollow(trapezoid(random), random)),
        new Motif("filled-pentagon", random -> pentagon(random).filled().within(REACH)),
        new Motif("hollow-pentagon", random -> hollow(pentagon(random), random)));
  }

  /** A spot without an edge. */
  private static Field blob(RandomStream random) {
    double stretch = Draw.between(random, 1, 1.7);
    return (x, y) -> {
      double fall = Math.max(0, 1 - x * x - y * y * stretch * stretch);
      return fall * fall;
    };
  }

  private static Field edge(RandomStream random) {
    double bulge = Draw.between(random, -0.15, 0.15);
    return (x, y) -> x + bulge * y * y < 0 ? 1 : 0;
  }

  private static Field hollow(Distance form, RandomStream random) {
    return form.hollow(Draw.between(random, 0.14, 0.22)).within(REACH);
  }

  private static Distance trapezoid(RandomStream random) {
    double top = Draw.between(random, 0.35, 0.6);
    double slant = Draw.between(random, -0.2, 0.2);
    double height = Draw.between(random, 0.5, 0.75);
    return new Polygon(slant - top, -height, slant + top, -height, 0.95, height, -0.95, height);
  }

  private static Distance pentagon(RandomStream random) {
    double[] corners = new double[10];
    for (int i = 0; i < 5; i++) {
      double angle = Math.toRadians(72 * i + Draw.between(random, -9, 9));
      corners[2 * i] = StrictMath.cos(angle);
      corners[2 * i + 1] = StrictMath.sin(angle);
    }
    return new Polygon(corners);
  }
}
