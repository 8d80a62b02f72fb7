package org.neuronbench.core.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Puts folders and files in place so that neither a kill nor a power cut leaves half of one. */
public final class DurableFiles {

  private static final String UNFINISHED = ".neuronbench-";

  private DurableFiles() {}

  /** Writes the content to the file it is given. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes.
     *
     * @throws IOException if it cannot be written
     */
    void writeTo(Path file) throws IOException;
  }

  /**
   * Writes a file beside its place, forces it to the disk and moves it there, so nobody reads half
   * of one. What killed processes left beside it is deleted.
   *
   * @param target replaced if it exists
   * @throws IOException if it cannot be written; the target is then as it was
   */
  public static void write(Path target, Content content) throws IOException {
    Path place = target.toAbsolutePath();
    Path parent = Objects.requireNonNull(place.getParent());
    try (LockedFolder unfinished = LockedFolder.create(parent, UNFINISHED)) {
      Path file = unfinished.path().resolve(place.getFileName());
      content.writeTo(file);
      force(file);
      move(file, place);
      forceFolder(parent);
    }
  }

  /**
   * Moves a complete folder to its place; what was there is kept aside until the new one stands.
   *
   * @throws IOException if it cannot be moved
   */
  public static void replace(Path complete, Path target, Path aside) throws IOException {
    for (Path file : contents(complete)) {
      force(file);
    }
    if (Files.isDirectory(complete)) {
      forceFolder(complete);
    }
    delete(aside);
    if (Files.exists(target)) {
      move(target, aside);
    }
    move(complete, target);
    forceFolder(Objects.requireNonNull(target.toAbsolutePath().getParent()));
    delete(aside);
  }

  /**
   * Puts back what was kept aside if the process ended before the new one stood.
   *
   * @throws IOException if it cannot be moved
   */
  public static void recover(Path target, Path aside) throws IOException {
    if (Files.exists(aside)) {
      if (Files.exists(target)) {
        delete(aside);
      } else {
        move(aside, target);
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Waits until a file is on the disk and not only in a cache. */
  private static void force(Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }

  private static void forceFolder(Path folder) throws IOException {
    if (!System.getProperty("os.name", "")
        .startsWith("Windows")) { // where folders cannot be opened
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static List<Path> contents(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.sorted(Comparator.reverseOrder()).toList();
    }
  }

  /**
   * Deletes a folder with all it holds, if it exists.
   *
   * @param folder or file
   * @throws IOException if something cannot be deleted
   */
  public static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path file : contents(folder)) {
        Files.delete(file);
      }
    }
  }
}
