package org.neuronbench.datasets.procedural;

import java.util.stream.Stream;
import org.neuronbench.datasets.procedural.ProceduralSource.Motif;

/** Symbols of an invented alphabet, written by an unsteady hand. */
final class Glyphs {

  /** A name, then strokes: lines as x, y pairs; arcs as centre, radius and two angles. */
  private static final String ALPHABET =
      """
      hook: 0.3 -0.9 0.3 0.4; arc -0.2 0.4 0.5 0 180
      fork: 0 -0.9 0 0.9; arc 0 -0.6 0.7 0 180
      gate: -0.9 -0.75 0.9 -0.75; -0.55 -0.75 -0.55 0.9; 0.55 -0.75 0.55 0.9
      kite: 0 -0.9 0.6 -0.25 0 0.4 -0.6 -0.25 0 -0.9; 0 0.4 0 0.95
      zigzag: -0.6 -0.9 0.6 -0.45 -0.6 0 0.6 0.45 -0.6 0.9
      key: arc 0 -0.5 0.4 0 360; 0 -0.1 0 0.9; 0 0.4 0.45 0.4; 0 0.85 0.45 0.85
      tent: -0.8 0.8 0 -0.8 0.8 0.8; -0.8 0.8 0.8 0.8; 0 -0.8 0 0.8
      eye: arc 0 0 0.8 0 360; arc 0 0 0.2 0 360
      ladder: -0.5 -0.9 -0.5 0.9; 0.5 -0.9 0.5 0.9; -0.5 -0.35 0.5 -0.35; -0.5 0.35 0.5 0.35
      hourglass: -0.6 -0.85 0.6 -0.85 -0.6 0.85 0.6 0.85 -0.6 -0.85
      """;

  private Glyphs() {}

  static ProceduralSource task() {
    return new ProceduralSource(
        "glyphs",
        "Glyphs: ten hand-drawn symbols of an invented alphabet.",
        "A downstream task: the arrangement of strokes matters; angles vary by 25 degrees.",
        ALPHABET.lines().map(Glyphs::glyph).toList(),
        new Painter(8, 12.5, 0.44, 0.22, false, 4, 1));
  }

  private static Motif glyph(String row) {
    int colon = row.indexOf(':');
    Strokes strokes = new Strokes();
    for (String stroke : row.substring(colon + 1).split(";", -1)) {
      double[] n =
          Stream.of(stroke.replace("arc", "").strip().split(" ", -1))
              .mapToDouble(Double::parseDouble)
              .toArray();
      if (stroke.contains("arc")) {
        strokes.arc(n[0], n[1], n[2], n[3], n[4]);
      } else {
        strokes.line(n);
      }
    }
    return Motif.of(row.substring(0, colon), random -> strokes, 0.07, 0.16);
  }
}
