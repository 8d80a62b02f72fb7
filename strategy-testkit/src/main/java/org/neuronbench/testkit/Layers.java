package org.neuronbench.testkit;

import org.neuronbench.spi.ConvolutionLayer;

/** Copies of layers: equal, but not the same object. */
final class Layers {

  private Layers() {}

  static ConvolutionLayer copy(ConvolutionLayer layer) {
    return new ConvolutionLayer(
        layer.name(),
        layer.index(),
        layer.firstNeuron(),
        layer.neurons(),
        layer.inputChannels(),
        layer.groups(),
        layer.kernelHeight(),
        layer.kernelWidth(),
        layer.bias(),
        layer.inputHeight(),
        layer.inputWidth(),
        layer.outputHeight(),
        layer.outputWidth());
  }
}
