package org.neuronbench.datasets.photo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes MATLAB level 5 files byte by byte, as the published ones are: little-endian, compressed
 * variables of unsigned bytes or 16-bit numbers.
 */
final class MatFiles {

  private static final int HEADER = 128;
  private static final int COMPRESSED = 15;
  private static final int MATRIX = 14;
  private static final int INT8 = 1;
  private static final int UINT16 = 4;
  private static final int INT32 = 5;
  private static final int UINT32 = 6;
  private static final int CLASS_UINT16 = 11;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  MatFiles() {
    byte[] header =
        Arrays.copyOf("MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII), HEADER);
    Arrays.fill(header, 19, 116, (byte) ' ');
    header[124] = 0;
    header[125] = 1;
    header[126] = 'I';
    header[127] = 'M';
    out.writeBytes(header);
  }

  MatFiles row(String name, int... values) {
    byte[] deflated = deflated(matrix(name, values));
    out.writeBytes(little(8).putInt(COMPRESSED).putInt(deflated.length).array());
    out.writeBytes(deflated);
    return this;
  }

  MatFiles plainRow(String name, int... values) {
    out.writeBytes(matrix(name, values));
    return this;
  }

  private static byte[] matrix(String name, int... values) {
    ByteBuffer data = little(2 * values.length);
    for (int value : values) {
      data.putShort((short) value);
    }
    byte[] content =
        concat(
            element(UINT32, little(8).putInt(CLASS_UINT16).putInt(0).array()),
            element(INT32, little(8).putInt(1).putInt(values.length).array()),
            element(INT8, name.getBytes(StandardCharsets.US_ASCII)),
            element(UINT16, data.array()));
    return element(MATRIX, content);
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private static byte[] element(int type, byte[] data) {
    int padded = (data.length + 7) / 8 * 8;
    ByteBuffer element = little(8 + padded).putInt(type).putInt(data.length).put(data);
    return element.array();
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(deflated)) {
      deflater.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return deflated.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
