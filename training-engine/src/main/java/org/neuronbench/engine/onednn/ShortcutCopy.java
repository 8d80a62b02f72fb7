package org.neuronbench.engine.onednn;

import java.nio.ByteBuffer;
import org.neuronbench.engine.PaddedShortcut;
import org.neuronbench.engine.onednn.LoweredNetwork.Extent;

/**
 * Copies of a padded shortcut, behind so many channels of zeros: of every second pixel there, and
 * of their gradients back.
 */
record ShortcutCopy(Extent in, Extent out, int before) {

  /** Receives where a pixel lies in the input, and where in the output. */
  private interface Pixels {
    void accept(int from, int to);
  }

  private void each(int batch, Pixels pixels) {
    for (int i = 0; i < batch; i++) {
      for (int y = 0; y < out.height(); y++) {
        for (int x = 0; x < out.width(); x++) {
          int row = i * in.height() + y * PaddedShortcut.STRIDE;
          int from = (row * in.width() + x * PaddedShortcut.STRIDE) * in.channels();
          int to = ((i * out.height() + y) * out.width() + x) * out.channels() + before;
          pixels.accept(from, to);
        }
      }
    }
  }

  /** Copies numbers of so many bytes. */
  void forward(ByteBuffer input, ByteBuffer output, int batch, int width) {
    byte[] pixel = new byte[in.channels() * width];
    output.put(0, new byte[(int) out.values(batch) * width]);
    each(
        batch,
        (from, to) -> {
          input.get(from * width, pixel);
          output.put(to * width, pixel);
        });
  }

  void backward(ByteBuffer above, ByteBuffer below, int batch, int width) {
    byte[] pixel = new byte[in.channels() * width];
    below.put(0, new byte[(int) in.values(batch) * width]);
    each(
        batch,
        (from, to) -> {
          above.get(to * width, pixel);
          below.put(from * width, pixel);
        });
  }
}
