package org.neuronbench.datasets.procedural;

import java.util.List;
import java.util.stream.Stream;

/** The upstream task: what forms and textures are made of, but none of the other tasks' classes. */
final class Primitives {

  private Primitives() {}

  static ProceduralTask task() {
    List<Motif> motifs =
        Stream.of(LinePrimitives.motifs(), FormPrimitives.motifs(), PatternPrimitives.motifs())
            .flatMap(List::stream)
            .toList();
    return new ProceduralTask(
        "primitives",
        "Primitives: line segments, junctions, arcs, gratings, dots and irregular polygons.",
        "The upstream task: pretrain here, then fine-tune on shapes, glyphs or textures.",
        motifs,
        new Style(8, 13, Math.PI, 0.12, false, 2, 1));
  }
}
