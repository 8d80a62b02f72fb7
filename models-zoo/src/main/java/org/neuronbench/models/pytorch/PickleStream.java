package org.neuronbench.models.pytorch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.neuronbench.core.Text;

/** The bytes of a pickle: counted, and at most so many. */
final class PickleStream extends InputStream {

  private final InputStream in;
  private final long limit;
  private long position;

  PickleStream(InputStream in, long limit) {
    this.in = in;
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  long position() {
    return position;
  }

  @Override
  public int read() throws IOException {
    int value = position < limit ? in.read() : -1;
    position += value < 0 ? 0 : 1;
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int most = (int) Math.min(length, limit - position);
    int count = most <= 0 && length > 0 ? -1 : in.read(buffer, offset, most);
    position += Math.max(0, count);
    return count;
  }

  /** Reads a block whose length the file claims; nothing is allocated for a length that lies. */
  byte[] block(long length) throws IOException {
    if (length < 0 || length > limit - position) {
      throw new EOFException(Text.format("a text claims %d bytes", length));
    }
    return readExactly((int) length);
  }

  byte[] readExactly(int length) throws IOException {
    byte[] bytes = readNBytes(length);
    if (bytes.length != length) {
      throw new EOFException(Text.format("it ends after %d bytes", position));
    }
    return bytes;
  }

  /** Reads a line of a global's name. */
  String line(int longest) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = read(); c != '\n'; c = read()) {
      if (c < 0 || line.length() >= longest) {
        throw new EOFException(Text.format("the name '%s' does not end", line));
      }
      line.append((char) c);
    }
    return line.toString();
  }
}
