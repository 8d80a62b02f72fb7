package org.neuronbench.engine.onednn;

import java.util.List;

/**
 * A network as steps over numbered tensors; tensor 0 is the input.
 *
 * @param nodes in an order that can be executed
 * @param tensors the extents of every tensor
 */
record LoweredNetwork(List<Node> nodes, List<Extent> tensors) {

  /**
   * A tensor of one image.
   *
   * @param channels channels
   * @param height rows
   * @param width columns
   */
  record Extent(int channels, int height, int width) {

    long[] dims(int batch) {
      return new long[] {batch, channels, height, width};
    }

    boolean flat() {
      return height == 1 && width == 1;
    }

    long values(int batch) {
      return (long) batch * channels * height * width;
    }
  }

  Extent extent(int tensor) {
    return tensors.get(tensor);
  }

  /** Returns the classifier. */
  Node.Dense head() {
    return (Node.Dense) nodes.get(nodes.size() - 1);
  }
}
