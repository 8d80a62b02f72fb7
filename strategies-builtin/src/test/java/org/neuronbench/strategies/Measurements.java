package org.neuronbench.strategies;

import java.util.Map;
import java.util.stream.IntStream;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Signal;

/** Made-up observations with ties: similarities and norms in steps of an eighth. */
final class Measurements {

  private Measurements() {}

  static Observations beforeTraining(Network network, long seed) {
    return Observations.of(Map.of(Signal.WEIGHT_NORM, eighths(network, seed)));
  }

  static Observations afterEpoch(Network network, long seed) {
    return Observations.of(
        Map.of(
            Signal.WEIGHT_NORM,
            eighths(network, seed),
            Signal.OUTPUT_SIMILARITY,
            eighths(network, seed + 1)));
  }

  private static double[] eighths(Network network, long seed) {
    RandomStream random = new RandomStream(seed);
    return IntStream.range(0, network.neurons())
        .mapToDouble(i -> random.nextInt(9) / 8.0)
        .toArray();
  }
}
