package org.neuronbench.core.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for what is not finished, of a name that no other has. Its process holds a lock on a
 * file in it, which the operating system gives back when the process ends, however it ends: so the
 * next process knows the folders that dead ones left, and deletes them.
 */
public final class LockedFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LockedFolder.class);
  private static final String LOCK = "lock";

  /** A second channel on a lock file of this process would lose the lock. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private static final Map<String, LockedFolder> OF_PROCESS = new HashMap<>();

  private final Path path;
  private final FileChannel channel;

  private LockedFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes a folder, and deletes those that dead processes left beside it.
   *
   * @param prefix of the name; no folder of another purpose has it
   * @throws IOException if the parent cannot be written or holds no locks
   */
  public static LockedFolder create(Path parent, String prefix) throws IOException {
    LockedFolder made = make(parent.toAbsolutePath().normalize(), prefix);
    made.deleteDead(prefix);
    return made;
  }

  /**
   * Returns the folder of this process among the temporary files of the system. What is put in it
   * goes when the process ends, if the caller asks for that, and otherwise when the next one of the
   * same prefix begins.
   *
   * @param prefix of the name; no folder of another purpose has it
   * @throws IOException if it cannot be made
   */
  public static Path ofProcess(String prefix) throws IOException {
    synchronized (OF_PROCESS) {
      LockedFolder known = OF_PROCESS.get(prefix);
      if (known == null) {
        known = create(Path.of(System.getProperty("java.io.tmpdir")), prefix);
        known.path.toFile().deleteOnExit(); // in reverse order, and only if it is empty
        known.path.resolve(LOCK).toFile().deleteOnExit();
        OF_PROCESS.put(prefix, known);
      }
      return known.path;
    }
  }

  /** Another process may take the folder for a dead one's before it is locked: then the next. */
  private static LockedFolder make(Path parent, String prefix) throws IOException {
    while (true) {
      Path path = Files.createTempDirectory(parent, prefix);
      OWN.add(path);
      Path lock = path.resolve(LOCK);
      FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (channel.tryLock() != null && Files.exists(lock)) {
        return new LockedFolder(path, channel);
      }
      channel.close();
    }
  }

  /** Returns the folder. */
  public Path path() {
    return path;
  }

  /** Deletes the folder with all it holds. */
  @Override
  public void close() throws IOException {
    deleteContents(path);
    channel.close();
    Files.deleteIfExists(path);
    OWN.remove(path);
  }

  private void deleteDead(String prefix) throws IOException {
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(
            Objects.requireNonNull(path.getParent()),
            p -> p.getFileName().toString().startsWith(prefix))) {
      for (Path folder : found) {
        if (!OWN.contains(folder) && ofSameOwner(folder)) {
          deleteIfDead(folder);
        }
      }
    }
  }

  /** Everybody may make folders and links among temporary files. */
  private boolean ofSameOwner(Path folder) throws IOException {
    return Files.isRegularFile(folder.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)
        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path));
  }

  private static void deleteIfDead(Path folder) {
    try {
      boolean dead;
      try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
        dead = channel.tryLock() != null;
        if (dead) {
          deleteContents(folder);
        }
      }
      if (dead) {
        Files.deleteIfExists(folder); // not before: Windows deletes a file when it is closed
      }
    } catch (IOException e) {
      LOG.debug("{} stays: {}", folder, e.toString());
    }
  }

  /** The lock file goes last: a folder without one is taken for one that is being made. */
  private static void deleteContents(Path folder) throws IOException {
    Path lock = folder.resolve(LOCK);
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      if (!file.equals(folder) && !file.equals(lock)) {
        Files.delete(file);
      }
    }
    Files.deleteIfExists(lock);
  }
}
