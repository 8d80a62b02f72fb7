package org.neuronbench.core.strategies;

import java.util.List;
import java.util.Set;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Ranking;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** Well-behaved strategies for tests. */
public final class Plain {

  private Plain() {}

  /** Draws neurons at random within the budget. */
  public static class Drawn implements NeuronSelectionStrategy {
    private Run run;

    @Override
    public String id() {
      return "drawn";
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.number("mu", 0.5, 0, 1, "nothing"));
    }

    @Override
    public void start(Run run) {
      this.run = run;
    }

    @Override
    public Selection select(Epoch epoch) {
      return Ranking.random(run.network(), run.random()).fill(run.budget(), FillRule.SKIP);
    }
  }

  /** Asks for signals, and selects the neuron of the epoch's number if it got the right ones. */
  public static class Watching implements NeuronSelectionStrategy {
    private Run run;

    @Override
    public String id() {
      return "watching";
    }

    @Override
    public Set<Signal> signals() {
      return Set.of(Signal.OUTPUT_SIMILARITY, Signal.WEIGHT_NORM);
    }

    @Override
    public int observationImages() {
      return 2;
    }

    @Override
    public void start(Run run) {
      this.run = run;
    }

    @Override
    public Selection select(Epoch epoch) {
      boolean right =
          epoch.observations().has(Signal.WEIGHT_NORM)
              && epoch.observations().has(Signal.OUTPUT_SIMILARITY) == (epoch.index() > 0);
      return right ? Selection.of(run.network(), epoch.index()) : Selection.none(run.network());
    }
  }

  /** Selects everything and uses no budget. */
  public static class Everything extends Drawn {
    private Run run;

    @Override
    public String id() {
      return "everything";
    }

    @Override
    public boolean usesBudget() {
      return false;
    }

    @Override
    public void start(Run run) {
      this.run = run;
    }

    @Override
    public Selection select(Epoch epoch) {
      return Selection.all(run.network());
    }
  }
}
