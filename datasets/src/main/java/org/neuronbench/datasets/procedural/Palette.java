package org.neuronbench.datasets.procedural;

import org.neuronbench.spi.RandomStream;

/** Colours of one image. Foreground and background swap roles. */
record Palette(Colour background, Colour foreground, Colour clutter) {

  private static final double LEAST_CONTRAST = 55;
  private static final double DARKEST = 15;
  private static final double BRIGHTEST = 240;

  static Palette draw(RandomStream random) {
    while (true) {
      Colour background = colour(random);
      Colour foreground = colour(random);
      if (Math.abs(background.luminance() - foreground.luminance()) >= LEAST_CONTRAST) {
        return new Palette(background, foreground, colour(random));
      }
    }
  }

  private static Colour colour(RandomStream random) {
    return new Colour(component(random), component(random), component(random));
  }

  private static double component(RandomStream random) {
    return Draw.between(random, DARKEST, BRIGHTEST);
  }
}
