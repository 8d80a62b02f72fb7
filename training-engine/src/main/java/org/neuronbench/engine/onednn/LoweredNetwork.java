package org.neuronbench.engine.onednn;

import java.util.Comparator;
import java.util.List;

/** A network as steps over numbered tensors, in an order that can be executed; 0 is the input. */
record LoweredNetwork(List<Node> nodes, List<Extent> tensors) {

  /** A tensor of one image. */
  record Extent(int channels, int height, int width) {

    long[] dims(int batch) {
      return new long[] {batch, channels, height, width};
    }

    Geometry.Size size() {
      return new Geometry.Size(height, width);
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

  /** Returns the convolutions in network order. */
  List<Node.Convolution> convolutions() {
    return nodes.stream()
        .filter(Node.Convolution.class::isInstance)
        .map(Node.Convolution.class::cast)
        .sorted(Comparator.comparingInt(node -> node.weights().layer().index()))
        .toList();
  }

  /** Returns the convolutions' multiply-accumulates of a full update, for one image. */
  long fullMacs() {
    return convolutions().stream()
        // No step needs the gradient of the images.
        .mapToLong(node -> (node.input() == 0 ? 2 : 3) * node.geometry().macs())
        .sum();
  }

  /** Returns the classifier. */
  Node.Dense head() {
    return (Node.Dense) nodes.get(nodes.size() - 1);
  }
}
