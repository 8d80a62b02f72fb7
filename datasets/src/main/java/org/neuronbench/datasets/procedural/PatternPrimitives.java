package org.neuronbench.datasets.procedural;

import java.util.List;
import org.neuronbench.spi.RandomStream;

/** Primitives of texture: patches of smooth gratings and plaids, and scattered dots. */
final class PatternPrimitives {

  private PatternPrimitives() {}

  static List<Motif> motifs() {
    return List.of(
        new Motif("coarse-grating", random -> patch(grating(1.15, random))),
        new Motif("medium-grating", random -> patch(grating(2, random))),
        new Motif("fine-grating", random -> patch(grating(3.3, random))),
        new Motif("plaid", PatternPrimitives::plaid),
        new Motif("sparse-dots", random -> dots(1.2, random)),
        new Motif("dense-dots", random -> dots(2.4, random)));
  }

  /** Fades out towards the rim. */
  private static Field patch(Field pattern) {
    return (x, y) -> {
      double fall = Math.max(0, 1.25 - 0.6 * (x * x + y * y));
      return Math.min(1, fall) * pattern.at(x, y);
    };
  }

  private static Field grating(double cycles, RandomStream random) {
    double frequency = cycles * Draw.between(random, 0.88, 1.12);
    double phase = random.nextDouble();
    return (x, y) -> Waves.hump(frequency * x + phase);
  }

  private static Field plaid(RandomStream random) {
    double frequency = Draw.between(random, 1.2, 2);
    double lean = Draw.between(random, -0.3, 0.3);
    double phaseX = random.nextDouble();
    double phaseY = random.nextDouble();
    return patch(
        (x, y) ->
            0.5 * Waves.hump(frequency * x + phaseX)
                + 0.5 * Waves.hump(frequency * (y + lean * x) + phaseY));
  }

  private static Field dots(double density, RandomStream random) {
    Lattice lattice = new Lattice(random.nextLong());
    double radius = Draw.between(random, 0.09, 0.13);
    return (x, y) -> {
      long column = (long) Math.floor(x * density);
      long row = (long) Math.floor(y * density);
      double margin = radius * density;
      double dx = column + margin + (1 - 2 * margin) * lattice.value(column, row, 1) - x * density;
      double dy = row + margin + (1 - 2 * margin) * lattice.value(column, row, 2) - y * density;
      return dx * dx + dy * dy < margin * margin ? 1 : 0;
    };
  }
}
