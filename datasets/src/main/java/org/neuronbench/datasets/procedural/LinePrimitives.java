package org.neuronbench.datasets.procedural;

import java.util.List;
import java.util.function.Function;
import org.neuronbench.spi.RandomStream;

/** Primitives of the pen: segments by number, junctions and curves. */
final class LinePrimitives {

  private LinePrimitives() {}

  static List<Motif> motifs() {
    return List.of(
        lines("one-segment", random -> segments(1, random)),
        lines("two-segments", random -> segments(2, random)),
        lines("three-segments", random -> segments(3, random)),
        lines("corner", LinePrimitives::corner),
        lines("t-junction", LinePrimitives::junctionT),
        lines("y-junction", LinePrimitives::junctionY),
        lines("arc", LinePrimitives::arc),
        lines("s-curve", LinePrimitives::curve));
  }

  private static Motif lines(String name, Function<RandomStream, Strokes> strokes) {
    return new Motif(
        name, random -> strokes.apply(random).field(Draw.between(random, 0.07, 0.15)).within(1.4));
  }

  /** Side by side, roughly parallel, never touching. */
  private static Strokes segments(int count, RandomStream random) {
    Strokes strokes = Strokes.NONE;
    for (int i = 0; i < count; i++) {
      double y = 0.62 * (i - (count - 1) / 2.0);
      double left = Draw.between(random, -0.95, -0.5);
      double right = Draw.between(random, 0.5, 0.95);
      double tilt = Draw.between(random, -0.1, 0.1);
      strokes = strokes.line(left, y - tilt, right, y + tilt);
    }
    return strokes;
  }

  private static Strokes corner(RandomStream random) {
    double half = Math.toRadians(Draw.between(random, 20, 50));
    double reach = Draw.between(random, 1.2, 1.6);
    double x = reach * StrictMath.sin(half);
    double y = reach * StrictMath.cos(half);
    return Strokes.NONE.line(-x, y - 0.7, 0, -0.7, x, y - 0.7);
  }

  private static Strokes junctionT(RandomStream random) {
    double meet = Draw.between(random, -0.25, 0.25);
    double foot = meet + Draw.between(random, -0.3, 0.3);
    return Strokes.NONE.line(-0.9, -0.6, 0.9, -0.6).line(meet, -0.6, foot, 0.9);
  }

  private static Strokes junctionY(RandomStream random) {
    Strokes strokes = Strokes.NONE;
    for (int arm = 0; arm < 3; arm++) {
      double angle = Math.toRadians(120 * arm + Draw.between(random, -14, 14));
      strokes = strokes.line(0, 0, 0.95 * StrictMath.cos(angle), 0.95 * StrictMath.sin(angle));
    }
    return strokes;
  }

  private static Strokes arc(RandomStream random) {
    double half = Draw.between(random, 60, 110);
    return Strokes.NONE.arc(0, 0.2, Draw.between(random, 0.7, 0.95), -90 - half, -90 + half);
  }

  private static Strokes curve(RandomStream random) {
    double radius = Draw.between(random, 0.4, 0.5);
    return Strokes.NONE.arc(-radius, 0, radius, 180, 360).arc(radius, 0, radius, 0, 180);
  }
}
