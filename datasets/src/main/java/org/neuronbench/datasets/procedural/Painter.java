package org.neuronbench.datasets.procedural;

import org.neuronbench.spi.RandomStream;

/**
 * Paints an image: background, clutter, motif, occluders, uneven light, noise. Each has a random
 * stream of its own, so that colours and nuisances are the same whatever the class.
 */
record Painter(Style style) {

  private static final double MOST_NOISE = 12;
  private static final double MOST_MOTTLE = 45;
  private static final double MOST_LIGHT = 1.6;

  byte[] paint(Motif motif, RandomStream random) {
    Palette palette = Palette.draw(random.split("palette"));
    Canvas canvas = new Canvas();
    canvas.fill(palette.background());
    clutter(canvas, palette, random.split("clutter"));
    Pose pose = Pose.draw(style, random.split("pose"));
    canvas.paint(pose.place(motif.sketch().draw(random.split("motif"))), palette.foreground());
    occlude(canvas, palette, random.split("occluders"));
    light(canvas, random.split("light"));
    return canvas.bytes();
  }

  private void clutter(Canvas canvas, Palette palette, RandomStream random) {
    Strokes strokes = Strokes.NONE;
    int count = random.nextInt(style.clutter() + 1);
    for (int i = 0; i < count; i++) {
      double x = Draw.between(random, 0, Canvas.SIZE);
      double y = Draw.between(random, 0, Canvas.SIZE);
      strokes =
          strokes.line(x, y, x + Draw.between(random, -6, 6), y + Draw.between(random, -6, 6));
    }
    if (count > 0) {
      canvas.paint(strokes.field(Draw.between(random, 0.5, 1)), palette.clutter());
    }
  }

  private void occlude(Canvas canvas, Palette palette, RandomStream random) {
    int count = random.nextInt(style.occluders() + 1);
    for (int i = 0; i < count; i++) {
      double x = Draw.between(random, 2, Canvas.SIZE - 2);
      double y = Draw.between(random, 2, Canvas.SIZE - 2);
      double radius = Draw.between(random, 1.5, 3);
      canvas.paint(Distance.circle(x, y, radius).filled(), palette.clutter());
    }
  }

  private static void light(Canvas canvas, RandomStream random) {
    Lattice lattice = new Lattice(random.nextLong());
    double spacing = Draw.between(random, 3, 9);
    double mottle = Draw.between(random, 0, MOST_MOTTLE);
    double right = Draw.between(random, -MOST_LIGHT, MOST_LIGHT);
    double down = Draw.between(random, -MOST_LIGHT, MOST_LIGHT);
    canvas.shade(
        (x, y) ->
            mottle * (lattice.smooth(x / spacing, y / spacing) - 0.5)
                + right * (x - Canvas.SIZE / 2.0)
                + down * (y - Canvas.SIZE / 2.0));
    canvas.addNoise(Draw.between(random, 1, MOST_NOISE), random);
  }
}
