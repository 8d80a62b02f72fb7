package org.neuronbench.datasets.procedural;

import java.util.List;
import org.neuronbench.datasets.procedural.ProceduralSource.Motif;
import org.neuronbench.spi.RandomStream;

/** Textures that fill the image; a unit is about one period. */
final class Textures {

  private Textures() {}

  static ProceduralSource task() {
    return new ProceduralSource(
        "textures",
        "Textures: stripes, bricks, cells and the like, at any scale and angle.",
        "A downstream task: local patterns matter, forms do not.",
        List.of(
            Motif.of("stripes", 0.35, 0.65, duty -> (x, y) -> step(fraction(x) - duty)),
            Motif.of("checker", 0.55, 0.8, side -> (x, y) -> step(half(x, side) * half(y, side))),
            Motif.of(
                "dots",
                0.22,
                0.36,
                radius -> (x, y) -> step(squares(triangle(x), triangle(y)) - radius * radius)),
            Motif.of(
                "rings",
                0.35,
                0.65,
                duty -> (x, y) -> step(fraction(Math.sqrt(squares(x, y))) - duty)),
            Motif.of("bricks", 0.09, 0.14, Textures::bricks),
            new Motif("zigzag", Textures::zigzag),
            new Motif("cells", Textures::cells),
            new Motif("clouds", Textures::clouds)),
        new Painter(5, 9.5, Math.PI, 0.1, true, 0, 1));
  }

  private static Field bricks(double mortar) {
    return (x, y) -> {
      double row = y * 1.25;
      double shift = Math.floor(row) % 2 == 0 ? 0 : 0.5;
      boolean joint = triangle(x / 1.6 + shift) * 1.6 < mortar;
      return joint || triangle(row) < mortar * 1.25 ? 1 : 0;
    };
  }

  private static Field zigzag(RandomStream random) {
    double duty = Painter.between(random, 0.35, 0.6);
    double height = Painter.between(random, 1.2, 1.8);
    return (x, y) -> step(fraction(y + height * triangle(x / 1.6)) - duty);
  }

  private static Field cells(RandomStream random) {
    Lattice lattice = new Lattice(random.nextLong());
    double width = Painter.between(random, 0.12, 0.2);
    return (x, y) -> step(lattice.border(x, y) - width);
  }

  private static Field clouds(RandomStream random) {
    Lattice lattice = new Lattice(random.nextLong());
    return (x, y) -> {
      double coarse = lattice.smooth(x * 1.2, y * 1.2);
      double fine = lattice.smooth(x * 2.6 + 100, y * 2.6);
      return Math.min(1, Math.max(0, (coarse * 0.7 + fine * 0.3 - 0.5) * 2.2 + 0.5));
    };
  }

  private static double step(double signed) {
    return signed < 0 ? 1 : 0;
  }

  private static double squares(double a, double b) {
    return a * a + b * b;
  }

  private static double fraction(double t) {
    return t - Math.floor(t);
  }

  /** Negative in the first half of a period of two sides, positive in the second. */
  private static double half(double t, double side) {
    return fraction(t / side / 2) - 0.5;
  }

  /** Distance to the nearest whole number, 0 to 0.5. */
  private static double triangle(double t) {
    return Math.min(fraction(t), 1 - fraction(t));
  }
}
