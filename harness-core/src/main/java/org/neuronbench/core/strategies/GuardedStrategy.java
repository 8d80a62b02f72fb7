package org.neuronbench.core.strategies;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.core.experiment.Limits;
import org.neuronbench.core.plugins.PluginCalls;
import org.neuronbench.core.plugins.PluginFailure;
import org.neuronbench.core.results.CellStatus;
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

/**
 * One instance of a strategy in one cell: whatever it throws is caught, what it selects checked.
 */
public final class GuardedStrategy {

  private final PluginCalls calls;
  private final NeuronSelectionStrategy strategy;
  private final Network network;
  private final Budget budget;

  private GuardedStrategy(
      PluginCalls calls, NeuronSelectionStrategy strategy, Network network, Budget budget) {
    this.calls = calls;
    this.strategy = strategy;
    this.network = network;
    this.budget = budget;
  }

  /**
   * Creates a strategy and starts it, with {@link Limits#DEFAULT}.
   *
   * @param network to select from
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
    return start(registry, id, parameters, network, budget, random, Limits.DEFAULT.selection());
  }

  /**
   * Creates a strategy and starts it.
   *
   * @param network to select from
   * @param limit how long this call, and each later one, may take
   * @return the strategy, started
   * @throws StrategyFailure if it throws or takes too long
   */
  public static GuardedStrategy start(
      StrategyRegistry registry,
      String id,
      Map<String, ?> parameters,
      Network network,
      Budget budget,
      RandomStream random,
      Duration limit)
      throws StrategyFailure {
    LoadedStrategy loaded = registry.loaded(id);
    PluginCalls calls = registry.calls(id, limit);
    NeuronSelectionStrategy strategy =
        guarded(
            calls,
            "starting",
            () -> {
              NeuronSelectionStrategy created = loaded.provider().create();
              Parameters values = Parameters.of(loaded.info().parameters(), parameters);
              created.start(Run.of(network, budget, values, random));
              return created;
            });
    return new GuardedStrategy(calls, strategy, network, budget);
  }

  /**
   * Asks what to measure.
   *
   * @throws StrategyFailure if it throws
   */
  public Set<Signal> signals() throws StrategyFailure {
    return guarded(calls, "naming its signals", () -> Copied.signals(strategy.signals()));
  }

  /**
   * Asks how many velocity images to observe.
   *
   * @return 1 to {@code heldOut}
   * @throws StrategyFailure if it throws or asks for more
   */
  public int observationImages(int heldOut) throws StrategyFailure {
    int wanted = guarded(calls, "counting its images", strategy::observationImages);
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
    String when = "selecting for epoch " + index;
    Selection selection =
        guarded(calls, when, () -> strategy.select(Epoch.of(index, count, observations)));
    if (selection.network() != network) {
      throw new StrategyFailure(
          CellStatus.STRATEGY_ERROR,
          Text.format(
              "Strategy %s selected from another network (%s) than it was given (%s), in epoch %d",
              calls.owner(), selection.network(), network, index));
    }
    if (!budget.allows(selection)) {
      throw new StrategyFailure(
          CellStatus.BUDGET_VIOLATION,
          Text.format(
              "Strategy %s selected %d parameters in epoch %d, its budget is %d",
              calls.owner(), selection.cost(), index, budget.parameters()));
    }
    return selection;
  }

  private static <T> T guarded(PluginCalls calls, String when, Callable<@Nullable T> call)
      throws StrategyFailure {
    T result;
    try {
      result = calls.call(call);
    } catch (PluginFailure e) {
      throw StrategyFailure.of(calls.owner(), when, e);
    }
    if (result == null) {
      throw new StrategyFailure(
          CellStatus.STRATEGY_ERROR,
          Text.format("Strategy %s returned null %s", calls.owner(), when));
    }
    return result;
  }
}
