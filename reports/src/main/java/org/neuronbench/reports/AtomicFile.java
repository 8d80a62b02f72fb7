package org.neuronbench.reports;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.neuronbench.core.InputException;

/** Writes a file beside its place and moves it there, so nobody reads half of one. */
public final class AtomicFile {

  /** Writes the content to the file it is given. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes.
     *
     * @param file where to
     * @throws IOException if it cannot be written
     */
    void writeTo(Path file) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes a file, replacing what was there.
   *
   * @param target the file
   * @param content what it shall hold
   * @return the file
   * @throws InputException if it cannot be written
   */
  public static Path write(Path target, Content content) {
    // Not Files.createTempFile: its files are readable by their owner only, and so stay after the
    // move.
    Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      writeAndMove(target, temporary, content);
      return target;
    } catch (IOException e) {
      throw new InputException(
          "The report %s cannot be written (%s); make its folder writable or give another"
              .formatted(target, e),
          e);
    }
  }

  private static void writeAndMove(Path target, Path temporary, Content content)
      throws IOException {
    try {
      content.writeTo(temporary);
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
