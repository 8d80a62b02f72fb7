package org.neuronbench.models.pytorch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** The checkpoints that PyTorch wrote and that lie beside the tests. */
final class Checkpoints {

  private Checkpoints() {}

  static byte[] bytes(String name) {
    try (InputStream in =
        Objects.requireNonNull(Checkpoints.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Checkpoint read(String name) {
    return read(name, bytes(name));
  }

  static Checkpoint read(String name, byte[] bytes) {
    try {
      return TorchReader.read(name, new SeekableInMemoryByteChannel(bytes));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
