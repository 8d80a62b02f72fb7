package org.example.trady;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Ranking;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/**
 * Random neurons, drawn afresh each epoch, of the layers where gradients are greatest for the
 * memory they take (after TraDy, Quelennec et al., ICLR 2026). What differs is in the README.
 */
public final class TraDy implements NeuronSelectionStrategy {

  private Run run;
  private BitSet layers;

  @Override
  public String id() {
    return "trady";
  }

  @Override
  public String description() {
    return "Random neurons, drawn afresh each epoch, of the layers that hold most of the gradient"
        + " norm per memory (after TraDy, Quelennec et al. 2026).";
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.GRADIENT_NORM);
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.number(
            "share", 0.97, 0, 1, "of the gradient norm per memory that the kept layers hold"),
        ParameterSpec.choice(
            "preselect",
            List.of("once", "each-epoch"),
            "choose the layers before training, as TraDy, or anew before each epoch"),
        FillRule.parameter());
  }

  @Override
  public void start(Run run) {
    this.run = run;
    layers = new BitSet();
    layers.set(0, run.network().layers().size());
  }

  @Override
  public Selection select(Epoch epoch) {
    boolean due = epoch.index() == 0 || run.parameters().text("preselect").equals("each-epoch");
    if (due && epoch.observations().has(Signal.GRADIENT_NORM)) {
      layers =
          LayerPreselection.layers(
              run.network(),
              epoch.observations().values(Signal.GRADIENT_NORM),
              run.parameters().number("share"));
    }
    return Ranking.of(run.network(), drawn()).fill(run.budget(), FillRule.from(run.parameters()));
  }

  /** A uniformly random order of the kept layers' neurons. */
  private int[] drawn() {
    Network network = run.network();
    return IntStream.of(run.random().permutation(network.neurons()))
        .filter(neuron -> layers.get(network.layerOf(neuron).index()))
        .toArray();
  }
}
