package org.neuronbench.core.results;

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
final class CellFiles {

  private CellFiles() {}

  /**
   * Moves a complete folder to its place; what was there is kept aside until the new one stands.
   */
  static void replace(Path complete, Path target, Path aside) throws IOException {
    for (Path file : contents(complete)) {
      force(file);
    }
    delete(aside);
    if (Files.exists(target)) {
      move(target, aside);
    }
    move(complete, target);
    forceFolder(Objects.requireNonNull(target.getParent()));
    delete(aside);
  }

  /** Puts back what was kept aside if the process ended before the new one stood. */
  static void recover(Path target, Path aside) throws IOException {
    if (Files.exists(aside)) {
      if (Files.exists(target)) {
        delete(aside);
      } else {
        move(aside, target);
      }
    }
  }

  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Waits until a file is on the disk and not only in a cache. */
  static void force(Path file) throws IOException {
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

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path file : contents(folder)) {
        Files.delete(file);
      }
    }
  }
}
