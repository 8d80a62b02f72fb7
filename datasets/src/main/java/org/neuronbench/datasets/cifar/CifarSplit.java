package org.neuronbench.datasets.cifar;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.datasets.image.RgbImage;
import org.neuronbench.datasets.memory.DecodeQueue;
import org.neuronbench.datasets.memory.DecodedDataset;
import org.neuronbench.datasets.memory.Section;
import org.neuronbench.datasets.memory.Subset;
import org.neuronbench.datasets.source.TreeFile;

/** One split while it is read. Every record is checked, only those chosen are kept. */
final class CifarSplit {

  private final CifarLayout layout;
  private final Section section;
  private final Map<String, Span> spans = new HashMap<>();
  private final int[] chosen;
  private final int[] labels;
  private final DecodeQueue queue;

  /** The records of a file: index of the first within the split, and their number. */
  private record Span(int start, int count) {}

  CifarSplit(
      CifarLayout layout,
      DecodeQueue queue,
      Section section,
      List<TreeFile> files,
      OptionalInt limit) {
    this.layout = layout;
    this.section = section;
    this.queue = queue;
    int size = 0;
    for (TreeFile file : files) {
      int count = Math.toIntExact(file.size() / layout.recordBytes());
      spans.put(file.path(), new Span(size, count));
      size = Math.addExact(size, count);
    }
    String name = section == Section.TRAIN ? DecodedDataset.TRAIN : DecodedDataset.TEST;
    chosen = Subset.draw(name, size, limit);
    labels = new int[chosen.length];
  }

  boolean holds(String path) {
    return spans.containsKey(path);
  }

  void read(String path, InputStream content) throws IOException {
    Span span = Objects.requireNonNull(spans.get(path), path);
    for (int i = 0; i < span.count(); i++) {
      byte[] data = content.readNBytes(layout.recordBytes());
      int label = checkedLabel(path, i, data);
      int position = Arrays.binarySearch(chosen, span.start() + i);
      if (position >= 0) {
        labels[position] = label;
        queue.add(
            section,
            position,
            data.length,
            () -> RgbImage.ofPlanes(CifarLayout.IMAGE_SIZE, data, layout.labelBytes()));
      }
    }
  }

  int[] labels() {
    return labels;
  }

  private int checkedLabel(String path, int index, byte[] data) {
    if (data.length != layout.recordBytes()) {
      throw broken(
          path,
          index,
          Text.format("ends after %,d of %,d bytes", data.length, layout.recordBytes()));
    }
    int label = data[layout.labelBytes() - 1] & 0xFF;
    if (label >= layout.classes()) {
      throw broken(
          path,
          index,
          Text.format("has label %d, allowed are 0 to %d", label, layout.classes() - 1));
    }
    return label;
  }

  private InputException broken(String path, int index, String what) {
    return new InputException(
        Text.format(
            "Dataset %s: record %d of %s %s. The file is damaged or of another layout (the \"binary"
                + " version\" is expected); download it again.",
            layout.info().id(), index, path, what));
  }
}
