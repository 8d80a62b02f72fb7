package org.example.detrgn;

import java.util.List;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Unit;

/** A network small enough to compute with by hand. */
final class Nets {

  private Nets() {}

  /**
   * Three layers on maps of 4 x 4, and what an input channel of each takes in memory.
   *
   * <ul>
   *   <li>layer 0, channel 0: 1 to 2 channels, 3 x 3; 4 (18 + 16) = 136 bytes
   *   <li>layer 1, channels 1-2: 2 to 2, 3 x 3, depthwise; 4 (9 + 16) = 100 bytes
   *   <li>layer 2, channels 3-4: 2 to 4, 1 x 1, with bias; 4 (4 + 16) = 80 bytes
   * </ul>
   */
  static Network three() {
    return new Network(
            "three",
            List.of(
                new ConvolutionLayer("a", 0, 0, 2, 1, 1, 3, 3, false, 4, 4, 4, 4),
                new ConvolutionLayer("b", 1, 2, 2, 2, 2, 3, 3, false, 4, 4, 4, 4),
                new ConvolutionLayer("c", 2, 4, 4, 2, 1, 1, 1, true, 4, 4, 4, 4)))
        .in(Unit.INPUT_CHANNEL);
  }
}
