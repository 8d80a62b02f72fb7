package org.neuronbench.datasets.procedural;

import java.util.List;
import org.neuronbench.spi.RandomStream;

/** Textures that fill the image; a unit is about one period. */
final class Textures {

  private Textures() {}

  static ProceduralTask task() {
    return new ProceduralTask(
        "textures",
        "Textures: stripes, bricks, cells and the like, at any scale and angle.",
        "A downstream task: local patterns matter, forms do not.",
        List.of(
            new Motif("stripes", Textures::stripes),
            new Motif("checker", Textures::checker),
            new Motif("dots", Textures::dots),
            new Motif("rings", Textures::rings),
            new Motif("bricks", Textures::bricks),
            new Motif("zigzag", Textures::zigzag),
            new Motif("cells", Textures::cells),
            new Motif("clouds", Textures::clouds)),
        new Style(5, 9.5, Math.PI, 0.1, true, 0, 1));
  }

  private static Field stripes(RandomStream random) {
    double duty = Draw.between(random, 0.35, 0.65);
    return (x, y) -> step(Waves.fraction(x) - duty);
  }

  private static Field checker(RandomStream random) {
    double side = Draw.between(random, 0.55, 0.8);
    return (x, y) ->
        step((Waves.fraction(x / side / 2) - 0.5) * (Waves.fraction(y / side / 2) - 0.5));
  }

  private static Field dots(RandomStream random) {
    double radius = Draw.between(random, 0.22, 0.36);
    return (x, y) -> {
      double dx = Waves.triangle(x);
      double dy = Waves.triangle(y);
      return step(dx * dx + dy * dy - radius * radius);
    };
  }

  private static Field rings(RandomStream random) {
    double duty = Draw.between(random, 0.35, 0.65);
    return (x, y) -> step(Waves.fraction(Math.sqrt(x * x + y * y)) - duty);
  }

  private static Field bricks(RandomStream random) {
    double mortar = Draw.between(random, 0.09, 0.14);
    return (x, y) -> {
      double row = y * 1.25;
      double shift = Math.floor(row) % 2 == 0 ? 0 : 0.5;
      boolean joint = Waves.triangle(x / 1.6 + shift) * 1.6 < mortar;
      return joint || Waves.triangle(row) < mortar * 1.25 ? 1 : 0;
    };
  }

  private static Field zigzag(RandomStream random) {
    double duty = Draw.between(random, 0.35, 0.6);
    double height = Draw.between(random, 1.2, 1.8);
    return (x, y) -> step(Waves.fraction(y + height * Waves.triangle(x / 1.6)) - duty);
  }

  private static Field cells(RandomStream random) {
    Lattice lattice = new Lattice(random.nextLong());
    double width = Draw.between(random, 0.12, 0.2);
    return (x, y) -> step(lattice.border(x, y) - width);
  }

  private static Field clouds(RandomStream random) {
    Lattice lattice = new Lattice(random.nextLong());
    return (x, y) -> {
      double coarse = lattice.smooth(x * 1.2, y * 1.2);
      double fine = lattice.smooth(x * 2.6 + 100, y * 2.6);
      double sum = (coarse * 0.7 + fine * 0.3 - 0.5) * 2.2 + 0.5;
      return Math.min(1, Math.max(0, sum));
    };
  }

  private static double step(double signed) {
    return signed < 0 ? 1 : 0;
  }
}
