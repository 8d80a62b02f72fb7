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
}
