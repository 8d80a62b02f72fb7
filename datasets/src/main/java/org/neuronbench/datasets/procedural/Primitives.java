package org.neuronbench.datasets.procedural;

import static org.neuronbench.datasets.procedural.Painter.between;

import java.util.List;
import java.util.function.Function;
import org.neuronbench.datasets.procedural.ProceduralSource.Motif;
import org.neuronbench.spi.RandomStream;

/** The upstream task: what forms and textures are made of, but none of the other tasks' classes. */
final class Primitives {

  private static final double REACH = 1.4;

  private Primitives() {}

  static ProceduralSource task() {
    return new ProceduralSource(
        "primitives",
        "Primitives: line segments, junctions, arcs, gratings, dots and irregular polygons.",
        "The upstream task: pretrain here, then fine-tune on shapes, glyphs or textures.",
        List.of(
            lines("one-segment", random -> segments(1, random)),
            lines("two-segments", random -> segments(2, random)),
            lines("three-segments", random -> segments(3, random)),
            lines("corner", Primitives::corner),
            lines("t-junction", Primitives::junctionT),
            lines("y-junction", Primitives::junctionY),
            lines(
                "arc",
                random -> {
                  double half = between(random, 60, 110);
                  double radius = between(random, 0.7, 0.95);
                  return new Strokes().arc(0, 0.2, radius, -90 - half, -90 + half);
                }),
            lines(
                "s-curve",
                random -> {
                  double r = between(random, 0.4, 0.5);
                  return new Strokes().arc(-r, 0, r, 180, 360).arc(r, 0, r, 0, 180);
                }),
            Motif.of("blob", 1, 1.7, Primitives::blob),
            Motif.of("edge", -0.15, 0.15, bulge -> (x, y) -> x + bulge * y * y < 0 ? 1 : 0),
            new Motif("filled-trapezoid", random -> trapezoid(random).filled().within(REACH)),
            new Motif("hollow-trapezoid", random -> hollow(trapezoid(random), random)),
            new Motif("filled-pentagon", random -> pentagon(random).filled().within(REACH)),
            new Motif("hollow-pentagon", random -> hollow(pentagon(random), random)),
            new Motif("coarse-grating", random -> grating(1.15, random)),
            new Motif("medium-grating", random -> grating(2, random)),
            new Motif("fine-grating", random -> grating(3.3, random)),
            new Motif("plaid", Primitives::plaid),
            new Motif("sparse-dots", random -> dots(1.2, random)),
            new Motif("dense-dots", random -> dots(2.4, random))),
        new Painter(8, 13, Math.PI, 0.12, false, 2, 1));
  }

  private static Motif lines(String name, Function<RandomStream, Strokes> strokes) {
    return Motif.of(name, strokes, 0.07, 0.15);
  }

  /** Side by side, roughly parallel, never touching. */
  private static Strokes segments(int count, RandomStream random) {
    Strokes strokes = new Strokes();
    for (int i = 0; i < count; i++) {
      double y = 0.62 * (i - (count - 1) / 2.0);
      double left = between(random, -0.95, -0.5);
      double right = between(random, 0.5, 0.95);
      double tilt = between(random, -0.1, 0.1);
      strokes.line(left, y - tilt, right, y + tilt);
    }
    return strokes;
  }

  private static Strokes corner(RandomStream random) {
    double half = Math.toRadians(between(random, 20, 50));
    double reach = between(random, 1.2, 1.6);
    double x = reach * StrictMath.sin(half);
    double y = reach * StrictMath.cos(half);
    return new Strokes().line(-x, y - 0.7, 0, -0.7, x, y - 0.7);
  }

  private static Strokes junctionT(RandomStream random) {
    double meet = between(random, -0.25, 0.25);
    double foot = meet + between(random, -0.3, 0.3);
    return new Strokes().line(-0.9, -0.6, 0.9, -0.6).line(meet, -0.6, foot, 0.9);
  }

  private static Strokes junctionY(RandomStream random) {
    Strokes strokes = new Strokes();
    for (int arm = 0; arm < 3; arm++) {
      double angle = Math.toRadians(120 * arm + between(random, -14, 14));
      strokes.line(0, 0, 0.95 * StrictMath.cos(angle), 0.95 * StrictMath.sin(angle));
    }
    return strokes;
  }

  /** A spot without an edge. */
  private static Field blob(double stretch) {
    return (x, y) -> {
      double fall = Math.max(0, 1 - x * x - y * y * stretch * stretch);
      return fall * fall;
    };
  }

  private static Field hollow(Field form, RandomStream random) {
    return form.hollow(between(random, 0.14, 0.22)).within(REACH);
  }

  private static Field trapezoid(RandomStream random) {
    double top = between(random, 0.35, 0.6);
    double slant = between(random, -0.2, 0.2);
    double height = between(random, 0.5, 0.75);
    return Field.polygon(slant - top, -height, slant + top, -height, 0.95, height, -0.95, height);
  }

  private static Field pentagon(RandomStream random) {
    double[] corners = new double[10];
    for (int i = 0; i < corners.length; i += 2) {
      double angle = Math.toRadians(36 * i + between(random, -9, 9));
      corners[i] = StrictMath.cos(angle);
      corners[i + 1] = StrictMath.sin(angle);
    }
    return Field.polygon(corners);
  }

  /** Fades out towards the rim. */
  private static Field patch(Field pattern) {
    return (x, y) -> Math.min(1, Math.max(0, 1.25 - 0.6 * (x * x + y * y))) * pattern.at(x, y);
  }

  private static Field grating(double cycles, RandomStream random) {
    double frequency = cycles * between(random, 0.88, 1.12);
    double phase = random.nextDouble();
    return patch((x, y) -> hump(frequency * x + phase));
  }

  private static Field plaid(RandomStream random) {
    double frequency = between(random, 1.2, 2);
    double lean = between(random, -0.3, 0.3);
    double phaseX = random.nextDouble();
    double phaseY = random.nextDouble();
    return patch(
        (x, y) ->
            0.5 * hump(frequency * x + phaseX) + 0.5 * hump(frequency * (y + lean * x) + phaseY));
  }

  /** Much like a sine: two parabolas, 0 to 1. Library sines may differ between machines. */
  private static double hump(double t) {
    double fraction = t - Math.floor(t);
    double half = fraction < 0.5 ? fraction : fraction - 0.5;
    double arch = 8 * half * (0.5 - half);
    return fraction < 0.5 ? 0.5 + arch : 0.5 - arch;
  }

  private static Field dots(double density, RandomStream random) {
    Lattice lattice = new Lattice(random.nextLong());
    double margin = between(random, 0.09, 0.13) * density;
    return (x, y) -> {
      long column = (long) Math.floor(x * density);
      long row = (long) Math.floor(y * density);
      double dx = column + margin + (1 - 2 * margin) * lattice.value(column, row, 1) - x * density;
      double dy = row + margin + (1 - 2 * margin) * lattice.value(column, row, 2) - y * density;
      return dx * dx + dy * dy < margin * margin ? 1 : 0;
    };
  }
}
