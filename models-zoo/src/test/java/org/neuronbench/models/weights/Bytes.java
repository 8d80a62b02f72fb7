package org.neuronbench.models.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Safetensors files written by hand, right or wrong. */
final class Bytes {

  /** Two tensors: a of shape [2], b of shape [1, 3]. */
  static final String HEADER =
      "{\"__metadata__\":{\"k\":\"v\"},"
          + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
          + "\"b\":{\"dtype\":\"F32\",\"shape\":[1,3],\"data_offsets\":[8,20]}}";

  private Bytes() {}

  static byte[] good() {
    return of(HEADER, 1, 2, 3, 4, 5);
  }

  static byte[] of(String header, float... data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return claiming(text.length, text, data);
  }

  /** Writes a file whose header length is a lie. */
  static byte[] claiming(long length, byte[] text, float... data) {
    ByteBuffer buffer =
        ByteBuffer.allocate(8 + text.length + 4 * data.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(length).put(text);
    for (float value : data) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }

  /** The header of one tensor t. */
  static String tensor(String type, String shape, String offsets) {
    return "{\"t\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}"
        .formatted(type, shape, offsets);
  }
}
