package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The weight gradients of some channels of a layer, ascending: a row of weights in kernel order and
 * a bias for each of them if compact, otherwise for every channel of the layer.
 *
 * @param factors what each channel's row is still to be multiplied by
 */
record RowGradient(
    int[] channels,
    boolean compact,
    FloatBuffer values,
    @Nullable FloatBuffer biases,
    float[] factors) {

  /** Returns the row of the r-th channel. */
  int row(int r) {
    return compact ? r : channels[r];
  }
}
