package org.neuronbench.core.results;

import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;

/** The paper's rule for saved FLOPs: the weight-gradient share of frozen neurons. */
public final class FlopsSaved {

  private FlopsSaved() {}

  /**
   * Computes {@code 100 * sum(frozen_l / Cout_l * MAC_l) / sum(MAC_l)} over the convolutions: per
   * cent, in [0, 100].
   */
  public static double percent(Selection selection) {
    Network network = selection.network();
    long updated = 0;
    for (ConvolutionLayer layer : network.layers()) {
      updated += selection.sizeIn(layer) * layer.macsPerNeuron();
    }
    return 100.0 * (network.macs() - updated) / network.macs();
  }

  /**
   * Computes the same with input maps in place of output maps, as the figures of arXiv 2510.19675
   * do: they differ in layers with a stride.
   */
  public static double percentByInputMaps(Selection selection) {
    long updated = 0;
    long all = 0;
    for (ConvolutionLayer layer : selection.network().layers()) {
      long neuron = (long) layer.weightsPerNeuron() * layer.inputArea();
      updated += selection.sizeIn(layer) * neuron;
      all += layer.neurons() * neuron;
    }
    return 100.0 * (all - updated) / all;
  }
}
