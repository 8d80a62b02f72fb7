package org.neuronbench.datasets.cache;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.datasets.cache.Index.Entry;

/**
 * A cache file, mapped. Every image's checksum is compared when it is read for the first time.
 * Thread-safe.
 */
final class ImageFile {

  private static final int DIGEST = 32;
  private static final int TAIL = Integer.BYTES + DIGEST + CacheWriter.MAGIC.length;

  /** Files up to this size are checked whole when they are opened, larger ones here and there. */
  private static final long CHECKED_WHOLE = 64L << 20;

  private static final int SAMPLES = 256;

  private final Path path;
  private final Index index;
  private final Entry[] all;

  /** A race costs a second comparison. */
  private final boolean[] checked;

  private final MappedPixels pixels;

  private ImageFile(Path path, Index index, MappedPixels pixels) {
    this.path = path;
    this.index = index;
    this.pixels = pixels;
    this.all = index.all();
    this.checked = new boolean[all.length];
  }

  /** Opens a file and checks its index and pixels, as far as that takes a moment only. */
  static ImageFile open(Path path) throws IOException {
    try {
      Index index = Index.of(index(path));
      ImageFile file = of(path, index);
      file.check(Files.size(path) <= CHECKED_WHOLE ? file.all.length : SAMPLES);
      return file;
    } catch (RuntimeException e) { // arithmetic on damaged numbers
      throw new IOException(String.valueOf(e.getMessage()));
    }
  }

  static ImageFile of(Path path, Index index) throws IOException {
    int largest = Arrays.stream(index.all()).mapToInt(Entry::bytes).max().orElse(0);
    return new ImageFile(path, index, MappedPixels.map(path, largest));
  }

  private static byte[] index(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long end = file.length() - TAIL;
      expect(end > CacheWriter.MAGIC.length, "it is too short");
      expect(magic(file, 0) && magic(file, file.length() - CacheWriter.MAGIC.length), "it is cut");
      file.seek(end);
      int length = file.readInt();
      byte[] digest = new byte[DIGEST];
      file.readFully(digest);
      expect(length > 0 && length <= end - CacheWriter.MAGIC.length, "its index is damaged");
      byte[] bytes = new byte[length];
      file.seek(end - length);
      file.readFully(bytes);
      expect(Arrays.equals(digest, Hashes.sha256().digest(bytes)), "its index is damaged");
      return bytes;
    }
  }

  private static boolean magic(RandomAccessFile file, long position) throws IOException {
    byte[] bytes = new byte[CacheWriter.MAGIC.length];
    file.seek(position);
    file.readFully(bytes);
    return Arrays.equals(bytes, CacheWriter.MAGIC);
  }

  private static void expect(boolean good, String reason) throws IOException {
    if (!good) {
      throw new IOException(reason);
    }
  }

  /** Compares the checksums of some images, evenly spread. */
  private void check(int count) throws IOException {
    long step = Math.max(1, all.length / Math.max(1, count));
    boolean good =
        IntStream.iterate(0, i -> i < all.length, i -> (int) (i + step))
            .parallel()
            .allMatch(this::intact);
    expect(good, "its pixels are damaged");
  }

  /** Returns how many images are damaged. */
  long damaged() {
    return IntStream.range(0, all.length).parallel().filter(i -> !intact(i)).count();
  }

  int images() {
    return all.length;
  }

  Index index() {
    return index;
  }

  private byte[] bytes(Entry entry) {
    byte[] bytes = new byte[entry.bytes()];
    pixels.read(entry.offset(), bytes, 0, bytes.length);
    return bytes;
  }

  /** Reads image {@code i} of the series that begins at {@code first} among all. */
  void read(int first, int i, byte[] target, int offset) {
    Entry entry = all[first + i];
    pixels.read(entry.offset(), target, offset, entry.bytes());
    if (!checked[first + i] && Entry.checksum(target, offset, entry.bytes()) != entry.checksum()) {
      throw damage();
    }
    checked[first + i] = true;
  }

  private boolean intact(int i) {
    byte[] bytes = bytes(all[i]);
    checked[i] = Entry.checksum(bytes, 0, bytes.length) == all[i].checksum();
    return checked[i];
  }

  private InputException damage() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // said below: the file can be deleted by hand
    }
    return new InputException(
        Text.format(
                "The decoded images in %s were damaged after they were written; the file was deleted.",
                path.toAbsolutePath())
            + " Run the same command again to decode them anew, and check the disk.");
  }
}
