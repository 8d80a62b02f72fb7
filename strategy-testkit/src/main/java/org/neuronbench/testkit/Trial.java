package org.neuronbench.testkit;

import java.util.Map;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;

/**
 * A run to rehearse with a strategy.
 *
 * @param network shown in the strategy's unit
 * @param budget of parameters, or of another cost
 * @param parameters raw values that differ from the defaults
 */
record Trial(
    Network network,
    Budget budget,
    long seed,
    Map<String, ?> parameters,
    Measuring measuring,
    int epochs) {

  static final int EPOCHS = 20;

  /** Returns a run that could be any: a tenth of the network, seed 42, twenty epochs. */
  static Trial ordinary(Network network, Map<String, ?> parameters) {
    Budget tenth = tenth(CostModel.WEIGHTS, network);
    return new Trial(network, tenth, 42, parameters, Measuring.AS_THE_HARNESS, EPOCHS);
  }

  /** Returns the same on another network: a tenth of it, in what this budget counts. */
  Trial on(Network other) {
    return new Trial(other, tenth(budget.model(), other), seed, parameters, measuring, epochs);
  }

  /** Returns the same, a tenth of the network, in what another model counts. */
  Trial counting(CostModel model) {
    return withBudget(tenth(model, network));
  }

  private static Budget tenth(CostModel model, Network network) {
    return new Budget(model, model.total(network) / 10);
  }

  Trial withNetwork(Network other) {
    return new Trial(other, budget, seed, parameters, measuring, epochs);
  }

  Trial withBudget(long limit) {
    return withBudget(new Budget(budget.model(), limit));
  }

  Trial withBudget(Budget other) {
    return new Trial(network, other, seed, parameters, measuring, epochs);
  }

  Trial withSeed(long other) {
    return new Trial(network, budget, other, parameters, measuring, epochs);
  }

  Trial withParameters(Map<String, ?> other) {
    return new Trial(network, budget, seed, other, measuring, epochs);
  }

  Trial withMeasuring(Measuring other) {
    return new Trial(network, budget, seed, parameters, other, epochs);
  }

  Trial withEpochs(int other) {
    return new Trial(network, budget, seed, parameters, measuring, other);
  }

  @Override
  public String toString() {
    return Words.of(
        "%d epochs on %s with a budget of %,d of %,d %s%s, seed %d%s%s",
        epochs,
        network.name(),
        budget.limit(),
        budget.model().total(network),
        budget.model().kind().counts(),
        budget.model().equals(CostModel.WEIGHTS) ? "" : " (" + budget.model() + ")",
        seed,
        parameters.isEmpty() ? "" : ", " + parameters,
        measuring.remark());
  }
}
