package org.neuronbench.core.download;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/**
 * What has arrived of a file, beside its target as {@code NAME.part}, with a note of where it came
 * from. Held under a lock: one process downloads at a time.
 */
final class PartFile implements AutoCloseable {

  private static final String URL = "url";
  private static final String VALIDATOR = "validator";

  private final Path target;
  private final Path path;
  private final Path note;
  private final FileChannel channel;

  private PartFile(Path target, Path path, FileChannel channel) {
    this.target = target;
    this.path = path;
    this.note = target.resolveSibling(target.getFileName() + ".part.info");
    this.channel = channel;
  }

  static PartFile open(Path target) {
    Path path = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(Objects.requireNonNull(target.toAbsolutePath().getParent()));
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock(channel, path);
      channel.position(channel.size());
      return new PartFile(target, path, channel);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static void lock(FileChannel channel, Path path) throws IOException {
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
    try {
      return channel.size();
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  void append(List<ByteBuffer> buffers) {
    try {
      for (ByteBuffer buffer : buffers) {
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  void clear() {
    try {
      channel.truncate(0);
      Files.deleteIfExists(note);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /** Notes where the bytes come from and what identifies this version of them. */
  void remember(URI url, Optional<String> validator) {
    Properties properties = new Properties();
    properties.setProperty(URL, url.toString());
    validator.ifPresent(value -> properties.setProperty(VALIDATOR, value));
    try (Writer writer = Files.newBufferedWriter(note)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw unwritable(note, e);
    }
  }

  /** Returns what identifies the version that the bytes are of, if they are of this address. */
  Optional<String> validator(URI url) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(note)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // a lost note only costs a fresh start
    }
    return url.toString().equals(properties.getProperty(URL))
        ? Optional.ofNullable(properties.getProperty(VALIDATOR))
        : Optional.empty();
  }

  void moveIntoPlace() {
    try {
      channel.force(true);
      channel.close(); // Windows does not move open files
      move();
      Files.deleteIfExists(note);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private void move() throws IOException {
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() {
    try {
      boolean empty = channel.isOpen() && channel.size() == 0;
      channel.close();
      if (empty) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static InputException unwritable(Path path, IOException cause) {
    return new InputException(
        Text.format(
            "Cannot write %s: %s. Free space or correct the permissions, or choose another folder;"
                + " what has arrived is kept, and the same command goes on from there.",
            path.toAbsolutePath(), Reasons.of(cause)),
        cause);
  }
}
