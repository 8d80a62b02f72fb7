package org.neuronbench.strategies;

import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;

/** Updates every neuron: the reference that no budget bounds. */
public final class FullUpdate implements NeuronSelectionStrategy {

  private Selection all;

  @Override
  public String id() {
    return "full";
  }

  @Override
  public String description() {
    return "Updates every neuron in every epoch; the reference above. Uses no budget.";
  }

  @Override
  public boolean usesBudget() {
    return false;
  }

  @Override
  public void start(Run run) {
    all = Selection.all(run.network());
  }

  @Override
  public Selection select(Epoch epoch) {
    return all;
  }
}
