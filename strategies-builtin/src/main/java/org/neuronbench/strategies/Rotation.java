package org.neuronbench.strategies;

import java.util.List;
import java.util.stream.IntStream;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Reselection;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Tally;
import org.neuronbench.spi.Unit;

/**
 * Moves a window over the channels of the later layers every few steps, so that in time most of
 * them are updated: after DGSU (arXiv 2503.17959), whose importance of layers, ratio and schedule
 * cannot be read.
 */
public final class Rotation implements NeuronSelectionStrategy {

  private Run run;
  private int[] order;
  private int position;

  @Override
  public String id() {
    return "rotation";
  }

  @Override
  public String description() {
    return "A window that moves over the channels of the later layers every few steps; after DGSU"
        + " (arXiv 2503.17959), which leaves layers and schedule open.";
  }

  @Override
  public Unit unit(Parameters parameters) {
    return Unit.from(parameters);
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        Unit.parameter(),
        ParameterSpec.integer("every", 8, 1, 1_000_000, "steps after which the window moves"),
        ParameterSpec.number(
            "front", 0.5, 0, 0.95, "share of the convolutions, first ones, left out"),
        ParameterSpec.choice(
            "order",
            List.of("cyclic", "random"),
            "cyclic: one random order again and again; random: another in every round"));
  }

  @Override
  public Reselection reselection() {
    return Reselection.everySteps(run.parameters().integer("every"));
  }

  @Override
  public void start(Run run) {
    this.run = run;
    shuffle();
  }

  private void shuffle() {
    int layers = run.network().layers().size();
    int first = (int) (layers * run.parameters().number("front"));
    int begin = run.network().layers().get(first).firstNeuron();
    int count = run.network().neurons() - begin;
    order = IntStream.of(run.random().permutation(count)).map(i -> begin + i).toArray();
    position = 0;
  }

  @Override
  public Selection select(Epoch epoch) {
    if (position >= order.length) {
      if (run.parameters().text("order").equals("random")) {
        shuffle();
      }
      position = 0;
    }
    Tally tally = run.budget().tally(run.network());
    boolean opened = false;
    while (position < order.length) {
      boolean fits = tally.tryAdd(order[position]);
      if (opened && !fits) {
        break;
      }
      opened |= fits; // a channel that alone is too much is passed over
      position++;
    }
    return tally.selection();
  }
}
