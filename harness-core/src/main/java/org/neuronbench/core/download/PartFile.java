package org.neuronbench.core.download;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/**
 * What has arrived of a file, beside its target as {@code NAME.part}, with a note of where it came
 * from. Held under a lock: one process downloads at a time.
 */
final class PartFile implements AutoCloseable {

  private final Path target;
  private final Path path;
  private final Path note;
  private final FileChannel channel;
  private long size;

  @FunctionalInterface
  private interface Change {
    void run() throws IOException;
  }

  private PartFile(Path target, Path path) throws IOException {
    this.target = target;
    this.path = path;
    this.note = target.resolveSibling(target.getFileName() + ".part.info");
    this.channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  static PartFile open(Path target) {
    Path path = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(Objects.requireNonNull(target.toAbsolutePath().getParent()));
      PartFile part = new PartFile(target, path);
      part.lock();
      part.size = part.channel.size();
      part.channel.position(part.size);
      return part;
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private void lock() throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // held by this process
    }
    channel.close();
    throw new InputException(
        Text.format("%s is being downloaded by another run; wait for it to end", path));
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  void append(byte[] bytes, int count) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
    change(
        path,
        () -> {
          while (buffer.hasRemaining()) {
            size += channel.write(buffer);
          }
        });
  }

  void clear() {
    size = 0;
    change(path, () -> channel.truncate(0));
    change(note, () -> Files.deleteIfExists(note));
  }

  /** Notes where the bytes come from and what identifies this version of them. */
  void remember(URI url, Optional<String> validator) {
    change(note, () -> Files.write(note, List.of(url.toString(), validator.orElse(""))));
  }

  /** Returns what identifies the version that the bytes are of, if they are of this address. */
  Optional<String> validator(URI url) {
    try {
      List<String> lines = Files.readAllLines(note);
      return lines.size() == 2 && lines.get(0).equals(url.toString())
          ? Optional.of(lines.get(1)).filter(validator -> !validator.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // a lost note only costs a fresh start
    }
  }

  void moveIntoPlace() {
    change(
        target,
        () -> {
          channel.force(true);
          channel.close(); // Windows does not move open files
          Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
          Files.deleteIfExists(note);
        });
  }

  @Override
  public void close() {
    boolean empty = channel.isOpen() && size == 0;
    change(
        path,
        () -> {
          channel.close();
          if (empty) {
            Files.deleteIfExists(path);
          }
        });
  }

  private static void change(Path changed, Change change) {
    try {
      change.run();
    } catch (IOException e) {
      throw unwritable(changed, e);
    }
  }

  private static InputException unwritable(Path path, IOException cause) {
    return new InputException(
        Text.format(
            "Cannot write %s: %s. Free space or correct the permissions, or choose another folder;"
                + " what has arrived is kept, and the same command goes on from there.",
            path.toAbsolutePath(), Downloader.reason(cause)),
        cause);
  }
}
