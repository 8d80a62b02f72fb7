package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import org.neuronbench.engine.ParameterLayout.Weights;
import org.neuronbench.engine.onednn.Node.Convolution;
import org.neuronbench.engine.onednn.StepShape.Width;
import org.neuronbench.spi.Unit;

/**
 * The weight gradients of the chosen neurons of a layer, ascending. If compact, the r-th row or
 * column is that of the r-th neuron chosen; otherwise every channel of the layer has its own.
 *
 * @param values a row for each output channel computed, in kernel order
 * @param biases one for each, or none
 * @param factors what each output channel's row is still to be multiplied by
 */
record NeuronGradient(
    Convolution node,
    int[] chosen,
    Width width,
    FloatBuffer values,
    FloatBuffer biases,
    float[] factors) {

  Weights weights() {
    return node.weights();
  }

  /** Whether columns are updated; those of a depthwise convolution are rows as well. */
  boolean columns() {
    return weights().layer().unit() == Unit.INPUT_CHANNEL && !node.geometry().depthwise();
  }

  /** Returns the row or column of the r-th chosen neuron. */
  int channel(int r) {
    return width.compact() ? r : chosen[r];
  }
}
