package org.neuronbench.core.results;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to run one cell, held by one process at a time. The operating system gives it back when
 * the process ends, however it ends; the empty lock file stays, so that nobody can lock another
 * file of the same name.
 */
public final class CellLock implements AutoCloseable {

  private final FileChannel channel;
  private final FileLock lock;

  private CellLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes the lock, unless another process or thread holds it. */
  static Optional<CellLock> take(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new CellLock(channel, lock));
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process: closing any channel of the file would lose that lock, but a
      // second run in one process is a test's case only, and it waits for the first.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /** Gives the right back. */
  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("A lock cannot be given back", e);
    }
  }
}
