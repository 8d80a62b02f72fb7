package org.neuronbench.strategies;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Ranking;
import org.neuronbench.spi.Reselection;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/**
 * Chooses once, by Fisher information on the target task: layers by potential for parameters and
 * multiply-accumulates, channels in them by their own (after TinyTrain, arXiv 2307.09988, whose
 * budget formula and meta-training are not public). An oracle: its pass needs every activation.
 */
public final class TinyTrain implements NeuronSelectionStrategy {

  private Run run;

  @Override
  public String id() {
    return "tinytrain";
  }

  @Override
  public String description() {
    return "Output channels by Fisher information, measured once before training: an oracle; after"
        + " TinyTrain (arXiv 2307.09988), without its meta-training.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.number(
            "share",
            0.5,
            0.01,
            1,
            "of a layer's channels at most, the best ones; open in the paper"),
        FillRule.parameter());
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.FISHER);
  }

  @Override
  public Reselection reselection() {
    return Reselection.everyEpochs(Integer.MAX_VALUE);
  }

  @Override
  public void start(Run run) {
    this.run = run;
  }

  @Override
  public Selection select(Epoch epoch) {
    if (!epoch.observations().has(Signal.FISHER)) {
      throw new IllegalStateException(
          "The engine does not measure Fisher information of this network (a convolution without"
              + " batch norm on dl4j); use training.engine: onednn");
    }
    double[] fisher = epoch.observations().values(Signal.FISHER);
    int[] order =
        run.network().layers().stream()
            .sorted(Comparator.comparingDouble(layer -> -score(layer, fisher)))
            .flatMapToInt(layer -> best(layer, fisher))
            .toArray();
    return Ranking.of(run.network(), order).fill(run.budget(), FillRule.from(run.parameters()));
  }

  /** Potential over the shares of parameters and multiply-accumulates in those of the largest. */
  private double score(ConvolutionLayer layer, double[] fisher) {
    Network network = run.network();
    double potential = 0;
    for (int n = layer.firstNeuron(); n < layer.firstNeuron() + layer.neurons(); n++) {
      potential += Double.isFinite(fisher[n]) ? fisher[n] : 0;
    }
    double parameters =
        network.layers().stream().mapToLong(ConvolutionLayer::parameters).max().orElse(1);
    double macs = network.layers().stream().mapToLong(ConvolutionLayer::macs).max().orElse(1);
    return potential / (layer.parameters() / parameters * (layer.macs() / macs));
  }

  private IntStream best(ConvolutionLayer layer, double[] fisher) {
    int most = (int) Math.ceil(layer.neurons() * run.parameters().number("share"));
    return IntStream.range(layer.firstNeuron(), layer.firstNeuron() + layer.neurons())
        .boxed()
        .sorted(Comparator.comparingDouble(n -> Double.isFinite(fisher[n]) ? -fisher[n] : 0))
        .limit(most)
        .mapToInt(n -> n);
  }
}
