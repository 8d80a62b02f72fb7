package org.neuronbench.datasets.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.neuronbench.datasets.memory.Contents;

/**
 * What a cache file holds.
 *
 * @param contents classes and labels
 * @param train squares of the training split
 * @param test squares of the test split
 * @param whole training images of their own shape; empty where none are kept
 * @param contentHash of the dataset
 */
record Index(Contents contents, Entry[] train, Entry[] test, Entry[] whole, String contentHash) {

  /** Where an image lies: offset of its first byte, size in pixels, CRC-32C of its bytes. */
  record Entry(long offset, int width, int height, int checksum) {

    int bytes() {
      return 3 * width * height;
    }

    static int checksum(byte[] bytes, int offset, int length) {
      CRC32C crc = new CRC32C();
      crc.update(bytes, offset, length);
      return (int) crc.getValue();
    }
  }

  Entry[] all() {
    return Stream.of(train, test, whole).flatMap(Arrays::stream).toArray(Entry[]::new);
  }

  byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writeText(out, contentHash);
      out.writeInt(contents.classNames().size());
      for (String name : contents.classNames()) {
        writeText(out, name);
      }
      writeSplit(out, contents.trainLabels(), train);
      writeSplit(out, contents.testLabels(), test);
      writeSplit(out, new int[whole.length], whole);
    }
    return bytes.toByteArray();
  }

  static Index of(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String hash = readText(in);
      List<String> names = new ArrayList<>();
      for (int count = in.readInt(); count > 0; count--) {
        names.add(readText(in));
      }
      Split train = readSplit(in);
      Split test = readSplit(in);
      Split whole = readSplit(in);
      return new Index(
          new Contents(names, train.labels(), test.labels()),
          train.entries(),
          test.entries(),
          whole.entries(),
          hash);
    }
  }

  private record Split(int[] labels, Entry[] entries) {}

  private static void writeSplit(DataOutputStream out, int[] labels, Entry[] entries)
      throws IOException {
    out.writeInt(entries.length);
    for (int i = 0; i < entries.length; i++) {
      out.writeInt(labels[i]);
      out.writeLong(entries[i].offset());
      out.writeInt(entries[i].width());
      out.writeInt(entries[i].height());
      out.writeInt(entries[i].checksum());
    }
  }

  private static Split readSplit(DataInputStream in) throws IOException {
    int count = in.readInt();
    int[] labels = new int[count];
    Entry[] entries = new Entry[count];
    for (int i = 0; i < count; i++) {
      labels[i] = in.readInt();
      entries[i] = new Entry(in.readLong(), in.readInt(), in.readInt(), in.readInt());
    }
    return new Split(labels, entries);
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
