package org.neuronbench.strategies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neuronbench.models.Loaded;
import org.neuronbench.models.Shared;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.WeightFile;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** Similarities, velocities and selections that were computed by NumPy for MobileNetV2-w0.35. */
final class Golden {

  /** A fifth of all convolution weights, rounded down. */
  static final Budget BUDGET = new Budget(47_737);

  final Network network =
      Loaded.shared("mbv2-w0.35", "mcu_mbv2_w0.35_r128.safetensors", 128).network();

  private final WeightFile values =
      SafetensorsReader.read(Shared.file("golden/mcu_mbv2_w035.safetensors"));

  private record FakeRun(Network network, Budget budget, Parameters parameters, RandomStream random)
      implements Run {}

  private record FakeEpoch(int index, int count, Observations observations) implements Epoch {}

  /** Reads one value per neuron, such as {@code phi_1}. */
  double[] perNeuron(String name) {
    double[] all = new double[network.neurons()];
    for (ConvolutionLayer layer : network.layers()) {
      float[] part = values.tensors().get(name + "." + layer.name()).values();
      for (int i = 0; i < part.length; i++) {
        all[layer.firstNeuron() + i] = part[i];
      }
    }
    return all;
  }

  Selection selection(String name) {
    double[] chosen = perNeuron(name);
    List<Integer> neurons = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i] > 0) {
        neurons.add(i);
      }
    }
    return Selection.of(network, neurons.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Feeds a strategy the four stored similarities and returns its last selection. */
  Selection lastOf(NeuronSelectionStrategy strategy, String prefix) {
    Parameters parameters = Parameters.of(strategy.parameters(), Map.of());
    strategy.start(new FakeRun(network, BUDGET, parameters, new RandomStream(0)));
    Selection last = strategy.select(new FakeEpoch(0, 5, Observations.none()));
    for (int t = 1; t <= 4; t++) {
      double[] phi = perNeuron(prefix + "phi_" + t);
      Observations observations = Observations.of(Map.of(Signal.OUTPUT_SIMILARITY, phi));
      last = strategy.select(new FakeEpoch(t, 5, observations));
    }
    return last;
  }
}
