package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
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

  void forward(FloatBuffer input, FloatBuffer output, int batch) {
    float[] pixel = new float[in.channels()];
    output.put(0, new float[(int) out.values(batch)]);
    each(
        batch,
        (from, to) -> {
          input.get(from, pixel);
          output.put(to, pixel);
        });
  }

  void backward(FloatBuffer above, FloatBuffer below, int batch) {
    float[] pixel = new float[in.channels()];
    below.put(0, new float[(int) in.values(batch)]);
    each(
        batch,
        (from, to) -> {
          above.get(to, pixel);
          below.put(from, pixel);
        });
  }
}
