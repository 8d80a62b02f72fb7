package org.neuronbench.spi;

import java.util.List;

/** Small networks whose costs can be added up by hand. */
final class Nets {

  private Nets() {}

  static ConvolutionLayer layer(int index, int firstNeuron, int neurons, int in, int kernel) {
    return new ConvolutionLayer(
        "conv" + index, index, firstNeuron, neurons, in, 1, kernel, kernel, false, 8, 8, 8, 8);
  }

  static ConvolutionLayer grouped(int in, int out, int groups, boolean bias) {
    return new ConvolutionLayer("conv", 0, 0, out, in, groups, 3, 3, bias, 8, 8, 4, 2);
  }

  /** Neurons 0 to 3 cost 27 each, 4 and 5 cost 4 each: 116 parameters. */
  static Network small() {
    return new Network("small", List.of(layer(0, 0, 4, 3, 3), layer(1, 4, 2, 4, 1)));
  }

  /** One-neuron layers of these costs. */
  static Network ofCosts(int... costs) {
    ConvolutionLayer[] layers = new ConvolutionLayer[costs.length];
    for (int i = 0; i < costs.length; i++) {
      layers[i] = layer(i, i, 1, costs[i], 1);
    }
    return new Network("costs", List.of(layers));
  }
}
