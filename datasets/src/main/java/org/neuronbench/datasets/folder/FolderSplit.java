package org.neuronbench.datasets.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.neuronbench.datasets.image.ImageDecoder;
import org.neuronbench.datasets.image.Resampler;
import org.neuronbench.datasets.memory.DecodeQueue;
import org.neuronbench.datasets.memory.MemoryImages;

/** One split while it is read. */
final class FolderSplit {

  private final Path root;
  private final List<LabelledFile> files;
  private final Resampler resampler;
  private final ImageDecoder decoder = new ImageDecoder();
  private final Map<String, Integer> indices = new HashMap<>();
  private final DecodeQueue queue;

  FolderSplit(Path root, List<LabelledFile> files, Resampler resampler) {
    this.root = root;
    this.files = files;
    this.resampler = resampler;
    this.queue = new DecodeQueue(files.size());
    for (int i = 0; i < files.size(); i++) {
      indices.put(files.get(i).path(), i);
    }
  }

  Set<String> paths() {
    return indices.keySet();
  }

  boolean holds(String path) {
    return indices.containsKey(path);
  }

  void read(String path, InputStream content) throws IOException {
    int index = Objects.requireNonNull(indices.get(path), path);
    byte[] encoded = content.readAllBytes();
    String name = "%s in %s".formatted(path, root.toAbsolutePath());
    queue.add(index, () -> resampler.apply(decoder.decode(name, encoded)));
  }

  MemoryImages images(int imageSize) {
    int[] labels = files.stream().mapToInt(LabelledFile::label).toArray();
    return new MemoryImages(imageSize, labels, queue.finish());
  }
}
