package org.neuronbench.strategies;

import java.util.List;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Ranking;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;

/** Updates the same uniformly random neurons in every epoch. */
public final class StaticRandom implements NeuronSelectionStrategy {

  private Selection chosen;

  @Override
  public String id() {
    return "static-random";
  }

  @Override
  public String description() {
    return "Uniformly random neurons within the budget, drawn once and kept for the whole run"
        + " (what the paper's Table 2 calls SU).";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(FillRule.parameter());
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
