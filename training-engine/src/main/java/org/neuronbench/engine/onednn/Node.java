package org.neuronbench.engine.onednn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neuronbench.engine.ParameterLayout;
import org.neuronbench.engine.onednn.LoweredNetwork.Extent;

/** A step of a lowered network. Tensors are numbered; every step writes one. */
sealed interface Node {

  /** Returns the name of the layer or vertex it came from. */
  String name();

  List<Integer> inputs();

  int output();

  /** A step that reads one tensor. */
  sealed interface OfOne extends Node {

    int input();

    @Override
    default List<Integer> inputs() {
      return List.of(input());
    }
  }

  /**
   * A convolution, with the batch norm and activation that follow it, if any. With {@code own} the
   * activation belongs to the layer itself: what the layer puts out is observed behind it.
   */
  record Convolution(
      String name,
      int input,
      int output,
      Geometry geometry,
      ParameterLayout.Weights weights,
      ParameterLayout.@Nullable BatchNorm batchNorm,
      BatchNormSettings settings,
      Activation activation,
      boolean own)
      implements OfOne {

    boolean hasBias() {
      return weights.biasOffset() >= 0;
    }

    ParameterLayout.Range all() {
      return new ParameterLayout.Range(weights.offset(), weights.count());
    }

    ParameterLayout.Range biases() {
      return new ParameterLayout.Range(weights.biasOffset(), geometry.outputChannels());
    }
  }

  /** How a batch norm computes. */
  record BatchNormSettings(float epsilon, float decay) {}

  /** The sum of two tensors, with the activation that follows it. */
  record Addition(String name, int first, int second, int output, Activation activation)
      implements Node {
    @Override
    public List<Integer> inputs() {
      return List.of(first, second);
    }
  }

  /** A pooling: maximum, or average without the padding. */
  record Pooling(String name, int input, int output, Geometry geometry, boolean maximum)
      implements OfOne {}

  /** Every second pixel of a tensor, between channels of zeros. */
  record PaddedShortcut(String name, int input, int output, ShortcutCopy copy) implements OfOne {}

  /** A fully connected layer with the activation that follows it; the last one classifies. */
  record Dense(
      String name,
      int input,
      int output,
      Extent extent,
      int outputs,
      ParameterLayout.Dense parameters,
      Activation activation)
      implements OfOne {}
}
