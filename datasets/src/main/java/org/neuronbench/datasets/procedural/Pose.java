package org.neuronbench.datasets.procedural;

import org.neuronbench.spi.RandomStream;

/** Where and how a motif lies in the image: maps points of the image to points of the motif. */
record Pose(
    double centreX, double centreY, double xx, double xy, double yx, double yy, double bend) {

  private static final double MIDDLE = Canvas.SIZE / 2.0;

  static Pose draw(Style style, RandomStream random) {
    double scale = Draw.between(random, style.minScale(), style.maxScale());
    double angle = Draw.between(random, -style.rotation(), style.rotation());
    double stretch = 1 + Draw.between(random, -style.distortion(), style.distortion());
    double shear = Draw.between(random, -style.distortion(), style.distortion());
    double bend =
        style.anywhere() ? 0 : Draw.between(random, -style.distortion(), style.distortion());
    double room = style.anywhere() ? MIDDLE : Math.max(0, MIDDLE - scale);
    double cos = StrictMath.cos(angle) / scale;
    double sin = StrictMath.sin(angle) / scale;
    return new Pose(
        MIDDLE + Draw.between(random, -room, room),
        MIDDLE + Draw.between(random, -room, room),
        cos * stretch - sin * shear,
        sin * stretch + cos * shear,
        -sin / stretch,
        cos / stretch,
        bend);
  }

  Field place(Field motif) {
    return (x, y) -> {
      double dx = x - centreX;
      double dy = y - centreY;
      double u = xx * dx + xy * dy;
      double v = yx * dx + yy * dy;
      return motif.at(u + bend * v * v, v);
    };
  }
}
