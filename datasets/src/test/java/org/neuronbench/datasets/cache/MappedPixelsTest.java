package org.neuronbench.datasets.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedPixelsTest {

  @TempDir Path folder;

  @Test
  void readsAcrossTheBordersOfSegments() throws IOException {
    byte[] content = new byte[1000];
    new Random(1).nextBytes(content);
    Path file = Files.write(folder.resolve("pixels"), content);
    for (int segment : new int[] {16, 64, 999, 1000, 4096}) {
      MappedPixels pixels = MappedPixels.map(file, 16, segment);
      for (int position = 0; position <= content.length - 16; position++) {
        byte[] read = new byte[20];
        pixels.read(position, read, 3, 16);
        assertThat(Arrays.copyOfRange(read, 3, 19))
            .isEqualTo(Arrays.copyOfRange(content, position, position + 16));
      }
    }
  }

  /** A sparse file: 3 GB that take no space. */
  @Test
  void readsBeyondTwoGigabytes() throws IOException {
    Path file = folder.resolve("large");
    long size = 3L << 30;
    try (java.io.RandomAccessFile raw = new java.io.RandomAccessFile(file.toFile(), "rw")) {
      raw.setLength(size);
      raw.seek(size - 4);
      raw.write(new byte[] {1, 2, 3, 4});
      raw.seek((1L << 31) - 2);
      raw.write(new byte[] {5, 6, 7, 8});
    }
    MappedPixels pixels = MappedPixels.map(file, 4);
    byte[] read = new byte[4];
    pixels.read(size - 4, read, 0, 4);
    assertThat(read).containsExactly(1, 2, 3, 4);
    pixels.read((1L << 31) - 2, read, 0, 4);
    assertThat(read).containsExactly(5, 6, 7, 8);
  }
}
