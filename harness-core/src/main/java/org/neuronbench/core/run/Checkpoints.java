package org.neuronbench.core.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.neuronbench.core.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a store, one file a cell in flight, replaced after every epoch and deleted
 * when the cell ends. They are found whether or not this run writes any.
 */
final class Checkpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /** A checkpoint cannot be written: the run ends, the last one stands. */
  static final class Unwritable extends InputException {
    private static final long serialVersionUID = 1L;

    Unwritable(String message, IOException cause) {
      super(message, cause);
    }
  }

  private final Path folder;
  private final boolean writing;

  Checkpoints(Path root, boolean writing) {
    this.folder = root.resolve("checkpoints");
    this.writing = writing;
  }

  boolean writing() {
    return writing;
  }

  private Path file(String cell) {
    return folder.resolve(cell);
  }

  /** Finds where a cell stands; a damaged file is put aside with a line that says so. */
  Optional<Checkpoint> find(String cell) {
    Path file = file(cell);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(CheckpointFile.read(file));
    } catch (IOException e) {
      LOG.warn("Checkpoint {} cannot be used ({}); the cell starts anew", file, e.getMessage());
      delete(cell);
      return Optional.empty();
    }
  }

  /** Replaces a cell's checkpoint; the old one stands until the new one is on the disk. */
  void write(String cell, Checkpoint checkpoint) {
    Path growing = folder.resolve(cell + ".part");
    try {
      Files.createDirectories(folder);
      CheckpointFile.write(growing, checkpoint);
      try (FileChannel channel = FileChannel.open(growing, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(growing, file(cell), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Unwritable(
          "The checkpoint %s cannot be written (%s); make room, or run without --checkpoint"
              .formatted(file(cell), e),
          e);
    }
  }

  void delete(String cell) {
    try {
      Files.deleteIfExists(file(cell));
      Files.deleteIfExists(folder.resolve(cell + ".part"));
    } catch (IOException e) {
      LOG.warn("Checkpoint {} cannot be deleted: {}", file(cell), e.toString());
    }
  }
}
