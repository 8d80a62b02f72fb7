package org.neuronbench.cli.strategies;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.neuronbench.core.plugins.PluginFailure;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.testkit.Check;
import org.neuronbench.testkit.CheckResult;
import org.neuronbench.testkit.CheckResult.Verdict;
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
    List<CheckResult> results = Collections.synchronizedList(new ArrayList<>());
    try {
      strategies
          .calls(id, all.plus(GRACE))
          .call(() -> suite.run(checks, result -> add(result, results, ended)));
    } catch (PluginFailure e) {
      List<Check> left = checks.subList(results.size(), checks.size());
      left.forEach(check -> add(brokenOff(check, left, e), results, ended));
    }
    return List.copyOf(results);
  }

  private static void add(
      CheckResult result, List<CheckResult> results, Consumer<CheckResult> ended) {
    results.add(result);
    ended.accept(result);
  }

  /** The strategy ended the check in which it was, and those that were to come. */
  private static CheckResult brokenOff(Check check, List<Check> left, PluginFailure failure) {
    return check == left.get(0)
        ? new CheckResult(check, Verdict.FAILED, "the check to end", failure.words())
        : new CheckResult(check, Verdict.NOT_RUN, "the check before it broke off", "");
  }

  private NeuronSelectionStrategy create(String id) {
    try {
      return strategies.create(id);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("its constructor threw " + e.getCause(), e);
    }
  }
}
