package org.example.trady;

import java.util.List;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

/** A network small enough to compute with by hand. */
final class Nets {

  private Nets() {}

  /**
   * Three layers on maps of 4 x 4.
   *
   * <ul>
   *   <li>layer 0, neurons 0-1: 1 to 2 channels, 3 x 3; a neuron holds 9 + 16 / 2 = 17
   *   <li>layer 1, neurons 2-3: 2 to 2, 3 x 3, depthwise; a neuron holds 9 + 32 / 2 = 25
   *   <li>layer 2, neurons 4-7: 2 to 4, 1 x 1, with bias; a neuron holds 3 + 32 / 4 = 11
   * </ul>
   */
  static Network three() {
    return new Network(
        "three",
        List.of(
            new ConvolutionLayer("a", 0, 0, 2, 1, 1, 3, 3, false, 4, 4, 4, 4),
            new ConvolutionLayer("b", 1, 2, 2, 2, 2, 3, 3, false, 4, 4, 4, 4),
            new ConvolutionLayer("c", 2, 4, 4, 2, 1, 1, 1, true, 4, 4, 4, 4)));
  }
}
