package org.example.trady;

import org.neuronbench.spi.ConvolutionLayer;

/** What it takes to compute the weight gradient of a layer, in numbers kept. */
final class LayerMemory {

  private LayerMemory() {}

  /**
   * Returns a neuron's share: its weights, and an equal part of the layer's input maps, which must
   * be kept for the backward pass. Over all neurons of a layer this is what TraDy counts over all
   * input channels: the weights and the activations of the layer, each once.
   */
  static double perNeuron(ConvolutionLayer layer) {
    double activations = (double) layer.inputChannels() * layer.inputHeight() * layer.inputWidth();
    return layer.parametersPerNeuron() + activations / layer.neurons();
  }
}
