package org.neuronbench.strategies;

import java.util.List;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Ranking;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

/** Updates the same uniformly random neurons in every epoch. */
public final class StaticRandom implements NeuronSelectionStrategy {

  private Selection chosen;

  @Override
  public String id() {
    return "static-random";
  }

  @Override
  public String description() {
    return "Uniformly random output or input channels within the budget, drawn once and kept for the whole run"
        + " (what the paper's Table 2 calls SU).";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(FillRule.parameter(), Unit.parameter());
  }

  @Override
  public Unit unit(Parameters parameters) {
    return Unit.from(parameters);
  }

  @Override
  public void start(Run run) {
    chosen =
        Ranking.random(run.network(), run.random())
            .fill(run.budget(), FillRule.from(run.parameters()));
  }

  @Override
  public Selection select(Epoch epoch) {
    return chosen;
  }
}
