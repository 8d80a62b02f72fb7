package org.neuronbench.strategies;

import java.util.Map;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** A strategy that was started as the harness starts it. */
final class Started {

  private static final int EPOCHS = 10;

  private final NeuronSelectionStrategy strategy;
  private int epoch;

  private Started(NeuronSelectionStrategy strategy) {
    this.strategy = strategy;
  }

  /** The strategy is given the network in its own unit. */
  static Started of(
      NeuronSelectionStrategy strategy,
      Network network,
      Budget budget,
      long seed,
      Map<String, ?> raw) {
    Parameters parameters = Parameters.of(strategy.parameters(), raw);
    Network inUnit = network.in(strategy.unit(parameters));
    Budget bound = strategy.usesBudget() ? budget : Budget.unlimited(inUnit);
    strategy.start(Run.of(inUnit, bound, parameters, new RandomStream(seed)));
    return new Started(strategy);
  }

  static Started of(
      NeuronSelectionStrategy strategy,
      Network network,
      long budget,
      long seed,
      Map<String, ?> parameters) {
    return of(strategy, network, new Budget(budget), seed, parameters);
  }

  static Started of(NeuronSelectionStrategy strategy, Network network, long budget) {
    return of(strategy, network, budget, 0, Map.of());
  }

  Selection next(Observations observations) {
    return strategy.select(Epoch.of(epoch++, EPOCHS, observations));
  }

  Selection next() {
    return next(Observations.none());
  }

  Selection next(Signal signal, double... values) {
    return next(Observations.of(Map.of(signal, values)));
  }

  /** Selects after an observation of this similarity. */
  Selection afterPhi(double... phi) {
    return next(Signal.OUTPUT_SIMILARITY, phi);
  }
}
