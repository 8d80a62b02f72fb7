package org.neuronbench.strategies;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** Freezes the neurons at equilibrium, |v| &lt; epsilon, whatever the rest costs (NEq). */
public final class NeuronsAtEquilibrium implements NeuronSelectionStrategy {

  private Network network;
  private NeuronVelocity velocity;
  private double epsilon;
  private int images;

  @Override
  public String id() {
    return "neq";
  }

  @Override
  public String description() {
    return "Freezes neurons whose velocity is below epsilon (NEq, Bragagnolo et al. 2022; Eq. 4)."
        + " Uses no budget.";
  }

  @Override
  public boolean usesBudget() {
    return false;
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.OUTPUT_SIMILARITY);
  }

  @Override
  public List<ParameterSpec> parameters() {
    return Stream.concat(
            NeuronVelocity.parameters().stream(),
            Stream.of(
                ParameterSpec.number(
                    "epsilon", 0.001, 0, 2, "neurons with |v| below this are frozen (Eq. 4)")))
        .toList();
  }

  @Override
  public int observationImages() {
    return images;
  }

  @Override
  public void start(Run run) {
    network = run.network();
    velocity = new NeuronVelocity(network.neurons(), run.parameters());
    epsilon = run.parameters().number("epsilon");
    images = run.parameters().integer("images");
  }

  @Override
  public Selection select(Epoch epoch) {
    if (!epoch.observations().has(Signal.OUTPUT_SIMILARITY)) {
      return Selection.all(network);
    }
    velocity.advance(epoch.observations().values(Signal.OUTPUT_SIMILARITY));
    BitSet moving = new BitSet(network.neurons());
    for (int i = 0; i < network.neurons(); i++) {
      moving.set(i, velocity.speed(i) >= epsilon);
    }
    return Selection.of(network, moving);
  }
}
