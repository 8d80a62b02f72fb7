package org.neuronbench.strategies;

import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;

/** Updates no neuron, only what lies outside the budget: the floor. */
public final class HeadOnly implements NeuronSelectionStrategy {

  private Selection none;

  @Override
  public String id() {
    return "head-only";
  }

  @Override
  public String description() {
    return "Updates no convolution, only the classifier (and batch norm unless it is frozen);"
        + " the reference below. Uses no budget.";
  }

  @Override
  public boolean usesBudget() {
    return false;
  }

  @Override
  public void start(Run run) {
    none = Selection.none(run.network());
  }

  @Override
  public Selection select(Epoch epoch) {
    return none;
  }
}
