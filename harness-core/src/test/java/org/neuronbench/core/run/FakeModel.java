package org.neuronbench.core.run;

import java.util.List;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.Preprocessing;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

/** Twenty neurons in two layers: 15 of 4 parameters, 5 of 8; 100 parameters. */
record FakeModel(String id, String weightsHash) implements Model {

  private static final Network NETWORK =
      new Network(
          "fake",
          List.of(
              new ConvolutionLayer("c1", 0, 0, 15, 4, 1, 1, 1, false, 4, 4, 4, 4),
              new ConvolutionLayer("c2", 1, 15, 5, 8, 1, 1, 1, false, 4, 4, 2, 2)));

  @Override
  public Network network() {
    return NETWORK;
  }

  @Override
  public Preprocessing preprocessing() {
    return Preprocessing.HALF;
  }

  @Override
  public Model withPreprocessing(Preprocessing other) {
    return this;
  }
}
