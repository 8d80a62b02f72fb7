package org.neuronbench.cli.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone after use. */
public record TemporaryFolder(Path path) implements AutoCloseable {

  public TemporaryFolder(String prefix) throws IOException {
    this(Files.createTempDirectory(prefix));
  }

  @Override
  public void close() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(path)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
