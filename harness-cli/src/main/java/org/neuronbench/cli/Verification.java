package org.neuronbench.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.neuronbench.core.plugins.PluginCalls;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.testkit.Check;
import org.neuronbench.testkit.CheckResult;
import org.neuronbench.testkit.ConformanceSuite;

/**
 * Runs the conformance suite on strategies that were loaded from jars.
 *
 * @param strategies the loaded ones
 * @param parameters for every check
 * @param call time of one call into a strategy
 * @param all time of all checks of a strategy
 */
record Verification(
    StrategyRegistry strategies, Map<String, String> parameters, Duration call, Duration all) {

  /** The suite gives up by itself before; this is for what hangs so badly that it cannot. */
  private static final Duration GRACE = Duration.ofMinutes(5);

  /** Runs where what the strategy prints is told from what the command prints. */
  List<CheckResult> run(String id, List<Check> checks, Consumer<CheckResult> ended) {
    ConformanceSuite suite =
        ConformanceSuite.of(() -> create(id)).withParameters(parameters).withLimits(call, all);
    ClassLoader loader = create(id).getClass().getClassLoader();
    try {
      return new PluginCalls(id, loader, all.plus(GRACE)).call(() -> suite.run(checks, ended));
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The checks of " + id + " broke off", e);
    }
  }

  private NeuronSelectionStrategy create(String id) {
    try {
      return strategies.create(id);
    } catch (ExecutionException e) {
      throw new IllegalStateException("its constructor threw " + e.getCause(), e);
    }
  }
}
