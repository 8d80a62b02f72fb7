package org.neuronbench.datasets.cifar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuronbench.datasets.source.FileTree;
import org.neuronbench.datasets.source.TreeFile;

/** Files of no file system. */
record MemoryTree(Map<String, byte[]> contents) implements FileTree {

  @Override
  public Path root() {
    return Path.of("/memory");
  }

  @Override
  public List<TreeFile> files() {
    return contents.entrySet().stream()
        .map(e -> new TreeFile(e.getKey(), e.getValue().length))
        .toList();
  }

  @Override
  public void read(Set<String> paths, ContentReader reader) {
    try {
      for (String path : paths) {
        reader.accept(path, new ByteArrayInputStream(contents.get(path)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String signature() {
    return "";
  }
}
