package org.neuronbench.benchmarks;

import java.util.Map;
import org.neuronbench.core.engine.ErrorFlow;
import org.neuronbench.core.experiment.Limits;
import org.neuronbench.core.plugins.PluginLocations;
import org.neuronbench.core.run.Methods;
import org.neuronbench.core.strategies.GuardedStrategy;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Task;

/** Lets built-in strategies choose that need no observation. */
final class Chooser {

  private final StrategyRegistry registry =
      StrategyRegistry.load(
          new PluginLocations().classPath(Chooser.class.getClassLoader()).plugins());

  /** Starts a strategy on a network in its unit. */
  GuardedStrategy start(String id, Map<String, String> parameters, Network network, Budget budget)
      throws StrategyFailure {
    RandomStream random = new RandomStream(1);
    return GuardedStrategy.start(
        registry,
        id,
        values -> Run.of(network, budget, values, new Task(1, 2, "noise"), () -> random),
        parameters,
        Limits.DEFAULT.selection());
  }

  /** Starts a method for what it does to errors. */
  ErrorFlow errors(String id, Map<String, ?> parameters, Network network) throws StrategyFailure {
    return Methods.errors(registry.methods(), id, parameters, network);
  }

  /** Asks a strategy once. */
  Selection choose(String id, Map<String, String> parameters, Network network, Budget budget)
      throws StrategyFailure {
    return start(id, parameters, network, budget).select(0, 1, Observations.none());
  }
}
