package org.neuronbench.datasets.procedural;

import java.util.List;
import java.util.stream.Collectors;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetInfo;

/** A task: its classes and how freely their images vary. */
record ProceduralTask(String id, String summary, String use, List<Motif> motifs, Style style) {

  static final int TRAIN_SIZE = 10_000;
  static final int TEST_SIZE = 2_000;

  List<String> classNames() {
    return motifs.stream().map(Motif::name).toList();
  }

  DatasetInfo info() {
    String names = classNames().stream().collect(Collectors.joining(", "));
    return new DatasetInfo(
        id,
        summary,
        Text.format(
            """
        %d classes: %s.
        %,d training and %,d test images, balanced, 32 x 32; limits draw fewer.
        Drawn by code, the same bytes on every machine: no root, no files, no licence to heed.
        Position, size, contrast, light, noise and colour vary; colour tells nothing of the class.
        %s""",
            motifs.size(), names, TRAIN_SIZE, TEST_SIZE, use),
        Canvas.SIZE,
        false);
  }
}
