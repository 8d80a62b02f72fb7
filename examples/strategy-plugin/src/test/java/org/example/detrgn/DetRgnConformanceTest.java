package org.example.detrgn;

import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.testkit.StrategyConformanceTest;

class DetRgnConformanceTest extends StrategyConformanceTest {

  @Override
  protected NeuronSelectionStrategy strategy() {
    return new DetRgn();
  }
}
