package org.neuronbench.engine.onednn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neuronbench.engine.ParameterLayout;

/** A step of a lowered network. Tensors are numbered; every step writes one. */
sealed interface Node {

  /** Returns the name of the layer or vertex it came from. */
  String name();

  /** Returns the tensors read. */
  List<Integer> inputs();

  /** Returns the tensor written. */
  int output();

  /** A convolution, with the batch norm and activation that follow it, if any. */
  record Convolution(
      String name,
      int input,
      int output,
      Geometry geometry,
      ParameterLayout.Weights weights,
      ParameterLayout.@Nullable BatchNorm batchNorm,
      BatchNormSettings settings,
      Activation activation)
      implements Node {
    @Override
    public List<Integer> inputs() {
      return List.of(input);
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
      implements Node {
    @Override
    public List<Integer> inputs() {
      return List.of(input);
    }
  }

  /** The linear classifier. */
  record Head(String name, int input, int output, int features, int classes) implements Node {
    @Override
    public List<Integer> inputs() {
      return List.of(input);
    }
  }
}
