package org.neuronbench.models.imports;

import org.neuronbench.models.weights.Tensor;

/** The order of a tensor's axes in a file, where ours is PyTorch's. */
enum Layout {
  PYTORCH,
  /** A kernel of height, width, inputs, outputs. */
  HWIO,
  /** A depthwise kernel of height, width, channels, multiplier. */
  HWCM,
  /** A matrix of inputs, outputs. */
  IO;

  /** Returns the tensor in PyTorch's order; one of another rank is left alone, to be refused. */
  Tensor toPytorch(Tensor tensor) {
    int[] axes = axes();
    return axes.length == tensor.shape().length ? tensor.permuted(axes) : tensor;
  }

  private int[] axes() {
    return switch (this) {
      case PYTORCH -> new int[0];
      case HWIO -> new int[] {3, 2, 0, 1};
      case HWCM -> new int[] {2, 3, 0, 1};
      case IO -> new int[] {1, 0};
    };
  }
}
