package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The weight gradients of some channels of a layer.
 *
 * @param channels which channels, ascending
 * @param compact whether row r holds channel {@code channels[r]}; otherwise every channel has a row
 * @param values rows of weights in kernel order
 * @param biases one value per row, or null without biases
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
