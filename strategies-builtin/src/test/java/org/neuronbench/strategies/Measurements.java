package org.neuronbench.strategies;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Signal;

/** Made-up observations with ties: every signal of neurons or layers in steps of an eighth. */
final class Measurements {

  private Measurements() {}

  static Observations beforeTraining(Network network, long seed) {
    return made(network, seed, false);
  }

  static Observations afterEpoch(Network network, long seed) {
    return made(network, seed, true);
  }

  private static Observations made(Network network, long seed, boolean trained) {
    Map<Signal, double[]> values = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      if (signal != Signal.WEIGHTS && (trained || !signal.looksBack())) {
        int shift = signal == Signal.OUTPUT_SIMILARITY ? 1 : signal.ordinal() * 100;
        values.put(signal, eighths(signal.length(network), seed + shift));
      }
    }
    return Observations.of(values);
  }

  private static double[] eighths(int count, long seed) {
    RandomStream random = new RandomStream(seed);
    return IntStream.range(0, count).mapToDouble(i -> random.nextInt(9) / 8.0).toArray();
  }
}
