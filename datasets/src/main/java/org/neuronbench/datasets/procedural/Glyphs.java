package org.neuronbench.datasets.procedural;

import java.util.List;

/** Symbols of an invented alphabet, written by an unsteady hand. */
final class Glyphs {

  private static final double THINNEST = 0.07;
  private static final double THICKEST = 0.16;

  private Glyphs() {}

  static ProceduralTask task() {
    return new ProceduralTask(
        "glyphs",
        "Glyphs: ten hand-drawn symbols of an invented alphabet.",
        "A downstream task: the arrangement of strokes matters; angles vary by 25 degrees.",
        List.of(
            glyph("hook", pen().line(0.3, -0.9, 0.3, 0.4).arc(-0.2, 0.4, 0.5, 0, 180)),
            glyph("fork", pen().line(0, -0.9, 0, 0.9).arc(0, -0.6, 0.7, 0, 180)),
            glyph(
                "gate",
                pen()
                    .line(-0.9, -0.75, 0.9, -0.75)
                    .line(-0.55, -0.75, -0.55, 0.9)
                    .line(0.55, -0.75, 0.55, 0.9)),
            glyph(
                "kite",
                pen()
                    .line(0, -0.9, 0.6, -0.25, 0, 0.4, -0.6, -0.25, 0, -0.9)
                    .line(0, 0.4, 0, 0.95)),
            glyph("zigzag", pen().line(-0.6, -0.9, 0.6, -0.45, -0.6, 0, 0.6, 0.45, -0.6, 0.9)),
            glyph(
                "key",
                pen()
                    .circle(0, -0.5, 0.4)
                    .line(0, -0.1, 0, 0.9)
                    .line(0, 0.4, 0.45, 0.4)
                    .line(0, 0.85, 0.45, 0.85)),
            glyph(
                "tent",
                pen()
                    .line(-0.8, 0.8, 0, -0.8, 0.8, 0.8)
                    .line(-0.8, 0.8, 0.8, 0.8)
                    .line(0, -0.8, 0, 0.8)),
            glyph("eye", pen().circle(0, 0, 0.8).circle(0, 0, 0.2)),
            glyph(
                "ladder",
                pen()
                    .line(-0.5, -0.9, -0.5, 0.9)
                    .line(0.5, -0.9, 0.5, 0.9)
                    .line(-0.5, -0.35, 0.5, -0.35)
                    .line(-0.5, 0.35, 0.5, 0.35)),
            glyph(
                "hourglass",
                pen().line(-0.6, -0.85, 0.6, -0.85, -0.6, 0.85, 0.6, 0.85, -0.6, -0.85))),
        new Style(8, 12.5, 0.44, 0.22, false, 4, 1));
  }

  private static Strokes pen() {
    return Strokes.NONE;
  }

  private static Motif glyph(String name, Strokes strokes) {
    return new Motif(
        name, random -> strokes.field(Draw.between(random, THINNEST, THICKEST)).within(1.4));
  }
}
