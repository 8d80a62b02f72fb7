package org.example.trady;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

/** Keeps the layers where gradients are greatest for the memory they take. */
final class LayerPreselection {

  private LayerPreselection() {}

  /**
   * Returns the sum over a layer's neurons of gradient norm per memory (RGN). A gradient that is no
   * number counts as none.
   */
  static double reweightedGradientNorm(ConvolutionLayer layer, double[] gradientNorms) {
    double sum =
        IntStream.range(layer.firstNeuron(), layer.firstNeuron() + layer.neurons())
            .mapToDouble(neuron -> gradientNorms[neuron])
            .filter(Double::isFinite)
            .sum();
    return sum / LayerMemory.perNeuron(layer);
  }

  /**
   * Returns the fewest layers, greatest first, that hold a share of the network's RGN; all of them
   * where no gradient is known.
   *
   * @param share from 0 to 1
   * @return indices of layers, at least one
   */
  static BitSet layers(Network network, double[] gradientNorms, double share) {
    double[] scores =
        network.layers().stream()
            .mapToDouble(layer -> reweightedGradientNorm(layer, gradientNorms))
            .toArray();
    double total = IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).sum();
    BitSet kept = new BitSet(scores.length);
    if (!(total > 0)) {
      kept.set(0, scores.length);
      return kept;
    }
    double held = 0;
    for (int layer : byScore(scores)) {
      kept.set(layer);
      held += scores[layer];
      if (held >= share * total) {
        break;
      }
    }
    return kept;
  }

  /** Of equal layers the one nearer to the input comes first. */
  private static List<Integer> byScore(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer layer) -> -scores[layer]))
        .toList();
  }
}
