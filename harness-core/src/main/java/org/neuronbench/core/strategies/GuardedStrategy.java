package org.neuronbench.core.strategies;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.neuronbench.core.Text;
import org.neuronbench.core.experiment.Limits;
import org.neuronbench.core.plugins.PluginCalls;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Progress;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Reselection;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/**
 * One instance of a strategy in one cell: whatever it throws is caught, what it selects checked.
 */
public final class GuardedStrategy {

  private final PluginCalls calls;
  private final NeuronSelectionStrategy strategy;
  private final Network network;
  private final Budget budget;
  private final ToLongFunction<Selection> prices;

  private GuardedStrategy(
      PluginCalls calls, NeuronSelectionStrategy strategy, Network network, Budget budget) {
    this.calls = calls;
    this.strategy = strategy;
    this.network = network;
    this.budget = budget;
    this.prices = budget.model().on(network);
  }

  /**
   * Asks what a strategy chooses.
   *
   * @param parameters values that differ from the defaults
   * @throws StrategyFailure if it throws
   */
  public static Unit unit(
      StrategyRegistry registry, String id, Map<String, ?> parameters, Duration limit)
      throws StrategyFailure {
    LoadedStrategy loaded = registry.loaded(id);
    return Guard.STRATEGY.ask(
        registry.calls(id, limit),
        "naming its unit",
        () ->
            loaded.provider().create().unit(Parameters.of(loaded.info().parameters(), parameters)));
  }

  /**
   * Creates a strategy and starts it, with {@link Limits#DEFAULT}, on a task that nothing is known
   * of.
   *
   * @param network to select from, in the strategy's unit
   * @return the strategy, started
   * @throws StrategyFailure if it throws
   */
  public static GuardedStrategy start(
      StrategyRegistry registry,
      String id,
      Map<String, ?> parameters,
      Network network,
      Budget budget,
      RandomStream random)
      throws StrategyFailure {
    Limits limits = Limits.DEFAULT;
    return start(
        registry,
        id,
        values -> Run.of(network, budget, values, random),
        parameters,
        limits.selection());
  }

  /** Makes the run that a strategy is started with, given the values of its parameters. */
  public interface Runs {
    Run with(Parameters values);
  }

  /**
   * Creates a strategy and starts it.
   *
   * @param runs makes the run, whose network is in the strategy's unit
   * @param parameters values that differ from the defaults
   * @param limit how long this call, and each later one, may take
   * @return the strategy, started
   * @throws StrategyFailure if it throws or takes too long
   */
  public static GuardedStrategy start(
      StrategyRegistry registry, String id, Runs runs, Map<String, ?> parameters, Duration limit)
      throws StrategyFailure {
    LoadedStrategy loaded = registry.loaded(id);
    PluginCalls calls = registry.calls(id, limit);
    return Guard.STRATEGY.ask(
        calls,
        "starting",
        () -> {
          NeuronSelectionStrategy created = loaded.provider().create();
          Run run = runs.with(Parameters.of(loaded.info().parameters(), parameters));
          created.start(run);
          return new GuardedStrategy(calls, created, run.network(), run.budget());
        });
  }

  /**
   * Asks what to measure.
   *
   * @throws StrategyFailure if it throws
   */
  public Set<Signal> signals() throws StrategyFailure {
    return Guard.STRATEGY.ask(
        calls, "naming its signals", () -> Copied.signals(strategy.signals()));
  }

  /**
   * Asks how often to ask.
   *
   * @throws StrategyFailure if it throws
   */
  public Reselection reselection() throws StrategyFailure {
    return Guard.STRATEGY.ask(calls, "saying how often to ask it", strategy::reselection);
  }

  /**
   * Asks how many velocity images to observe.
   *
   * @return 1 to {@code heldOut}
   * @throws StrategyFailure if it throws or asks for more
   */
  public int observationImages(int heldOut) throws StrategyFailure {
    int wanted = Guard.STRATEGY.ask(calls, "counting its images", strategy::observationImages);
    if (wanted < 0 || wanted > heldOut) {
      throw new StrategyFailure(
          CellStatus.STRATEGY_ERROR,
          Text.format(
              "Strategy %s asks for %d velocity images, %d are held out; raise training.velocity-images",
              calls.owner(), wanted, heldOut));
    }
    return wanted == 0 ? heldOut : wanted;
  }

  /**
   * Asks for the selection of an epoch and verifies it.
   *
   * @throws StrategyFailure if it throws, selects nothing at all, or too much
   */
  public Selection select(int index, int count, Observations observations) throws StrategyFailure {
    return select(index, count, observations, Progress.NONE);
  }

  /**
   * Asks for the selection of an epoch, or of a part of one, and verifies it.
   *
   * @throws StrategyFailure if it throws, selects nothing at all, or too much
   */
  public Selection select(int index, int count, Observations observations, Progress progress)
      throws StrategyFailure {
    String when =
        progress.step() == 0
            ? "selecting for epoch " + index
            : Text.format("selecting for step %d of epoch %d", progress.step(), index);
    Selection selection =
        Guard.STRATEGY.ask(
            calls,
            when,
            () -> strategy.select(Epoch.of(index, count, observations, progress, () -> {})));
    if (selection.network() != network) {
      throw new StrategyFailure(
          CellStatus.STRATEGY_ERROR,
          Text.format(
              "Strategy %s selected from another network (%s) than it was given (%s), in epoch %d",
              calls.owner(), selection.network(), network, index));
    }
    long cost = prices.applyAsLong(selection);
    if (cost > budget.limit() && selection.size() > 0) {
      throw new StrategyFailure(
          CellStatus.BUDGET_VIOLATION,
          Text.format(
              "Strategy %s selected %d %s in epoch %d, its budget is %d",
              calls.owner(), cost, budget.model().kind().counts(), index, budget.limit()));
    }
    return selection;
  }
}
