package org.neuronbench.datasets.cache;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file mapped into memory in segments, because one mapping ends at 2 GB. Segments overlap by the
 * largest image, so that each image lies within the segment it begins in. Thread-safe.
 */
final class MappedPixels {

  /** Segments begin at multiples of this. */
  static final long SEGMENT = 1L << 30;

  private final long segment;
  private final MappedByteBuffer[] segments;

  private MappedPixels(long segment, MappedByteBuffer[] segments) {
    this.segment = segment;
    this.segments = segments;
  }

  static MappedPixels map(Path path, int largest) throws IOException {
    return map(path, largest, SEGMENT);
  }

  static MappedPixels map(Path path, int largest, long segment) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      MappedByteBuffer[] segments =
          new MappedByteBuffer[Math.toIntExact((size + segment - 1) / segment)];
      for (int i = 0; i < segments.length; i++) {
        long start = i * segment;
        long length = Math.min(segment + largest, size - start);
        segments[i] = channel.map(FileChannel.MapMode.READ_ONLY, start, length);
      }
      return new MappedPixels(segment, segments);
    }
  }

  void read(long position, byte[] target, int offset, int length) {
    MappedByteBuffer buffer = segments[(int) (position / segment)];
    buffer.get((int) (position % segment), target, offset, length);
  }
}
