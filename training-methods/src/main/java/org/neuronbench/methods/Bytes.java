package org.neuronbench.methods;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** States of methods as bytes, in memory, where nothing can fail but a state that is none. */
final class Bytes {

  private Bytes() {}

  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  interface Reading {
    void from(DataInputStream in) throws IOException;
  }

  static byte[] of(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static void read(byte[] state, Reading reading) {
    try {
      reading.from(new DataInputStream(new ByteArrayInputStream(state)));
    } catch (IOException e) {
      throw new IllegalArgumentException("The state was not written by this method", e);
    }
  }
}
