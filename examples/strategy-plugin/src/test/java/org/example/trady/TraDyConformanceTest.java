package org.example.trady;

import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.testkit.StrategyConformanceTest;

class TraDyConformanceTest extends StrategyConformanceTest {

  @Override
  protected NeuronSelectionStrategy strategy() {
    return new TraDy();
  }
}
