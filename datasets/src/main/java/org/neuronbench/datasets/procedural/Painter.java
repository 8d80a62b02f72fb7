package org.neuronbench.datasets.procedural;

import org.neuronbench.spi.RandomStream;

/**
 * Paints images: background, clutter, motif, occluders, uneven light, noise. Each has a random
 * stream of its own, so that colours and nuisances are the same whatever the class. Lengths are in
 * pixels.
 *
 * @param minScale least pixels per unit of a motif
 * @param maxScale most pixels per unit of a motif
 * @param rotation largest turn to either side, radians
 * @param distortion largest shear and stretch, and bend of what does not fill the image
 * @param anywhere whether the motif fills the image, so that its origin may lie anywhere
 * @param clutter most short strokes behind the motif
 * @param occluders most things in front of it
 */
record Painter(
    double minScale,
    double maxScale,
    double rotation,
    double distortion,
    boolean anywhere,
    int clutter,
    int occluders) {

  private static final double LEAST_CONTRAST = 55;
  private static final double DARKEST = 15;
  private static final double BRIGHTEST = 240;
  private static final double MOST_NOISE = 12;
  private static final double MOST_MOTTLE = 45;
  private static final double MOST_LIGHT = 1.6;
  private static final double MIDDLE = Canvas.SIZE / 2.0;

  static double between(RandomStream random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  byte[] paint(ProceduralSource.Motif motif, RandomStream random) {
    RandomStream palette = random.split("palette");
    double[] background;
    double[] foreground;
    do {
      background = colour(palette);
      foreground = colour(palette);
    } while (Math.abs(luminance(background) - luminance(foreground)) < LEAST_CONTRAST);
    double[] other = colour(palette);
    Canvas canvas = new Canvas(background);
    clutter(canvas, other, random.split("clutter"));
    canvas.paint(
        placed(motif.sketch().apply(random.split("motif")), random.split("pose")), foreground);
    occlude(canvas, other, random.split("occluders"));
    light(canvas, random.split("light"));
    return canvas.bytes();
  }

  private static double[] colour(RandomStream random) {
    double[] colour = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      colour[channel] = between(random, DARKEST, BRIGHTEST);
    }
    return colour;
  }

  private static double luminance(double[] colour) {
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
  }

  private void clutter(Canvas canvas, double[] colour, RandomStream random) {
    Strokes strokes = new Strokes();
    int count = random.nextInt(clutter + 1);
    for (int i = 0; i < count; i++) {
      double x = between(random, 0, Canvas.SIZE);
      double y = between(random, 0, Canvas.SIZE);
      strokes.line(x, y, x + between(random, -6, 6), y + between(random, -6, 6));
    }
    if (count > 0) {
      canvas.paint(strokes.field(between(random, 0.5, 1)), colour);
    }
  }

  /** Turns, distorts and moves a motif: maps points of the image to its own. */
  private Field placed(Field motif, RandomStream random) {
    double scale = between(random, minScale, maxScale);
    double angle = between(random, -rotation, rotation);
    double stretch = 1 + between(random, -distortion, distortion);
    double shear = between(random, -distortion, distortion);
    double bend = anywhere ? 0 : between(random, -distortion, distortion);
    double room = anywhere ? MIDDLE : Math.max(0, MIDDLE - scale);
    double centreX = MIDDLE + between(random, -room, room);
    double centreY = MIDDLE + between(random, -room, room);
    double cos = StrictMath.cos(angle) / scale;
    double sin = StrictMath.sin(angle) / scale;
    double xx = cos * stretch - sin * shear;
    double xy = sin * stretch + cos * shear;
    double yx = -sin / stretch;
    double yy = cos / stretch;
    return (x, y) -> {
      double v = yx * (x - centreX) + yy * (y - centreY);
      return motif.at(xx * (x - centreX) + xy * (y - centreY) + bend * v * v, v);
    };
  }

  private void occlude(Canvas canvas, double[] colour, RandomStream random) {
    int count = random.nextInt(occluders + 1);
    for (int i = 0; i < count; i++) {
      double x = between(random, 2, Canvas.SIZE - 2);
      double y = between(random, 2, Canvas.SIZE - 2);
      canvas.paint(Field.circle(x, y, between(random, 1.5, 3)).filled(), colour);
    }
  }

  private static void light(Canvas canvas, RandomStream random) {
    Lattice lattice = new Lattice(random.nextLong());
    double spacing = between(random, 3, 9);
    double mottle = between(random, 0, MOST_MOTTLE);
    double right = between(random, -MOST_LIGHT, MOST_LIGHT);
    double down = between(random, -MOST_LIGHT, MOST_LIGHT);
    canvas.shade(
        (x, y) ->
            mottle * (lattice.smooth(x / spacing, y / spacing) - 0.5)
                + right * (x - MIDDLE)
                + down * (y - MIDDLE));
    canvas.addNoise(between(random, 1, MOST_NOISE), random);
  }
}
