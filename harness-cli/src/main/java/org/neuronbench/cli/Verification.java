package org.neuronbench.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neuronbench.core.plugins.PluginCalls;
import org.neuronbench.core.plugins.PluginFailure;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.testkit.Check;
import org.neuronbench.testkit.CheckResult;
import org.neuronbench.testkit.ConformanceSuite;

/** Runs the conformance suite on a strategy that was loaded from a jar. */
final class Verification {

  /** The suite gives up by itself before; this is for what hangs so badly that it cannot. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final ConformanceSuite suite;
  private final PluginCalls calls;

  Verification(StrategyRegistry strategies, String id, Map<String, String> parameters) {
    this.suite = ConformanceSuite.of(() -> create(strategies, id)).withParameters(parameters);
    this.calls = strategies.calls(id, LIMIT);
  }

  private static NeuronSelectionStrategy create(StrategyRegistry strategies, String id) {
    try {
      return strategies.create(id);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("its constructor threw " + e.getCause(), e);
    }
  }

  List<CheckResult> run(List<Check> checks) {
    List<CheckResult> results = new ArrayList<>();
    for (Check check : checks) {
      results.add(run(check));
    }
    return results;
  }

  /** Runs where what the strategy prints is told from what the command prints. */
  private CheckResult run(Check check) {
    try {
      return calls.call(() -> suite.run(check));
    } catch (PluginFailure e) {
      return new CheckResult(check, CheckResult.Verdict.FAILED, "the check to end", e.words());
    }
  }
}
