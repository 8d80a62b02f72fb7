package org.neuronbench.datasets.photo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.neuronbench.core.Text;

/**
 * Checks that the elements of a MATLAB file lie within each other before the library reads it: the
 * library makes room for whatever size an element claims.
 */
final class MatStructure {

  private static final int HEADER = 128;
  private static final int ORDER = 126;
  private static final int TAG = 8;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int DEEPEST = 4;

  private final int mostBytes;

  /**
   * @param mostBytes that compressed elements may inflate to, together
   */
  MatStructure(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Checks a file. */
  void check(byte[] file) throws IOException {
    if (file.length < HEADER) {
      throw new IOException("it ends within its header");
    }
    boolean little = file[ORDER] == 'I' && file[ORDER + 1] == 'M';
    boolean big = file[ORDER] == 'M' && file[ORDER + 1] == 'I';
    if (!little && !big) {
      throw new IOException("it has no MATLAB header");
    }
    ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    elements(ByteBuffer.wrap(file, HEADER, file.length - HEADER).slice().order(order), 0);
  }

  private void elements(ByteBuffer buffer, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("its variables are nested");
    }
    while (buffer.remaining() >= TAG) {
      int first = buffer.getInt(buffer.position());
      if (first >>> 16 != 0) {
        buffer.position(buffer.position() + TAG); // the data is within the tag
      } else {
        element(buffer, depth);
      }
    }
  }

  private void element(ByteBuffer buffer, int depth) throws IOException {
    int type = buffer.getInt();
    int size = buffer.getInt();
    if (size < 0 || size > buffer.remaining()) {
      throw new IOException(
          Text.format("an element claims %,d bytes where %,d are left", size, buffer.remaining()));
    }
    ByteBuffer content = buffer.slice(buffer.position(), size).order(buffer.order());
    if (type == COMPRESSED) {
      elements(inflated(content), depth + 1);
      buffer.position(buffer.position() + size); // not padded
      return;
    }
    if (type == MATRIX) {
      elements(content, depth + 1);
    }
    int padded = (size + TAG - 1) / TAG * TAG;
    buffer.position(buffer.position() + Math.min(padded, buffer.remaining()));
  }

  private ByteBuffer inflated(ByteBuffer content) throws IOException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(content.duplicate());
      byte[] result = new byte[1 << 12];
      int length = 0;
      while (!inflater.finished()) {
        int read = inflater.inflate(result, length, result.length - length);
        length += read;
        if (length > mostBytes) {
          throw new IOException(Text.format("it inflates to more than %,d bytes", mostBytes));
        }
        if (length == result.length) {
          result = java.util.Arrays.copyOf(result, 2 * length);
        } else if (read == 0) {
          throw new IOException("a compressed variable is cut off");
        }
      }
      return ByteBuffer.wrap(result, 0, length).slice().order(content.order());
    } catch (DataFormatException e) {
      throw new IOException("a compressed variable is damaged: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }
}
