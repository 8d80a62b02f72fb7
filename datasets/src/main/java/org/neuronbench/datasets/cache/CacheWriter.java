package org.neuronbench.datasets.cache;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.neuronbench.core.Hashes;
import org.neuronbench.datasets.cache.Index.Entry;
import org.neuronbench.datasets.image.RgbImage;
import org.neuronbench.datasets.memory.Contents;
import org.neuronbench.datasets.memory.DecodeQueue;
import org.neuronbench.datasets.memory.Section;

/**
 * Writes a cache file: magic bytes, pixels in the order of arrival, then the index, its length, its
 * SHA-256, and the magic bytes again.
 */
final class CacheWriter implements DecodeQueue.Sink, AutoCloseable {

  static final byte[] MAGIC = "NBIMG001".getBytes(StandardCharsets.US_ASCII);

  private static final int BUFFER = 1 << 20;

  private final FileOutputStream file;
  private final DataOutputStream out;
  private final Map<Section, SortedMap<Integer, Entry>> entries = new EnumMap<>(Section.class);
  private long position = MAGIC.length;

  CacheWriter(Path path) throws IOException {
    file = new FileOutputStream(path.toFile());
    out = new DataOutputStream(new BufferedOutputStream(file, BUFFER));
    out.write(MAGIC);
  }

  @Override
  public void put(Section section, int index, RgbImage image) {
    byte[] pixels = image.pixels();
    int checksum = Entry.checksum(pixels, 0, pixels.length);
    entries
        .computeIfAbsent(section, s -> new TreeMap<>())
        .put(index, new Entry(position, image.width(), image.height(), checksum));
    try {
      out.write(pixels);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    position += pixels.length;
  }

  private Entry[] array(Section section) {
    return entries.getOrDefault(section, new TreeMap<>()).values().toArray(Entry[]::new);
  }

  /** Returns the index of what was written so far. */
  Index index(Contents contents, String contentHash) {
    return new Index(
        contents, array(Section.TRAIN), array(Section.TEST), array(Section.WHOLE), contentHash);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** Ends the file. */
  void finish(Index index) throws IOException {
    byte[] bytes = index.toBytes();
    out.write(bytes);
    out.writeInt(bytes.length);
    out.write(Hashes.sha256().digest(bytes));
    out.write(MAGIC);
    out.flush();
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
