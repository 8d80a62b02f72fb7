package org.neuronbench.core.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/** Refuses early what the disk cannot hold. */
@FunctionalInterface
interface FreeSpace {

  /** Asks the file system. */
  FreeSpace OF_DISK = folder -> Files.getFileStore(folder).getUsableSpace();

  long bytes(Path folder) throws IOException;

  /** Checks that a file can grow. */
  default void check(Path file, long needed) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    long free = bytes(folder);
    if (needed > free) {
      throw new InputException(
          Text.format(
              "%s needs %,d more bytes, but the disk has %,d left. Free space or choose another"
                  + " folder; what has arrived is kept.",
              file.toAbsolutePath(), needed, free));
    }
  }
}
