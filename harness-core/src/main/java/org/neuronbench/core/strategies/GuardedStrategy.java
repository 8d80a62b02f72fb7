package org.neuronbench.core.strategies;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
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

  private final String id;
  private final NeuronSelectionStrategy strategy;
  private final Network network;
  private final Budget budget;

  private record CellRun(Network network, Budget budget, Parameters parameters, RandomStream random)
      implements Run {}

  private record CellEpoch(int index, int count, Observations observations) implements Epoch {}

  private GuardedStrategy(
      String id, NeuronSelectionStrategy strategy, Network network, Budget budget) {
    this.id = id;
    this.strategy = strategy;
    this.network = network;
    this.budget = budget;
  }

  /**
   * Creates a strategy and starts it.
   *
   * @param registry where it is loaded
   * @param id its id
   * @param parameters raw values
   * @param network to select from
   * @param budget its bound
   * @param random its stream
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
    return guarded(
        id,
        "starting",
        () -> {
          NeuronSelectionStrategy strategy = registry.create(id);
          Parameters values = Parameters.of(strategy.parameters(), parameters);
          strategy.start(new CellRun(network, budget, values, random));
          return new GuardedStrategy(id, strategy, network, budget);
        });
  }

  /**
   * Asks what to measure.
   *
   * @return the signals
   * @throws StrategyFailure if it throws
   */
  public Set<Signal> signals() throws StrategyFailure {
    return guarded(id, "naming its signals", () -> Set.copyOf(strategy.signals()));
  }

  /**
   * Asks how many velocity images to observe.
   *
   * @param heldOut how many there are
   * @return 1 to {@code heldOut}
   * @throws StrategyFailure if it throws or asks for more
   */
  public int observationImages(int heldOut) throws StrategyFailure {
    int wanted = guarded(id, "counting its images", strategy::observationImages);
    if (wanted < 0 || wanted > heldOut) {
      throw new StrategyFailure(
          CellStatus.STRATEGY_ERROR,
          "Strategy %s asks for %d velocity images, %d are held out; raise training.velocity-images"
              .formatted(id, wanted, heldOut));
    }
    return wanted == 0 ? heldOut : wanted;
  }

  /**
   * Asks for the selection of an epoch and verifies it.
   *
   * @param index of the epoch
   * @param count of epochs
   * @param observations what was measured
   * @return a selection within the budget
   * @throws StrategyFailure if it throws, selects nothing at all, or too much
   */
  public Selection select(int index, int count, Observations observations) throws StrategyFailure {
    String when = "selecting for epoch " + index;
    Selection selection =
        guarded(id, when, () -> strategy.select(new CellEpoch(index, count, observations)));
    if (selection.network() != network) {
      throw new StrategyFailure(
          CellStatus.STRATEGY_ERROR,
          "Strategy %s selected from another network (%s) than it was given (%s), in epoch %d"
              .formatted(id, selection.network(), network, index));
    }
    if (!budget.allows(selection)) {
      throw new StrategyFailure(
          CellStatus.BUDGET_VIOLATION,
          "Strategy %s selected %d parameters in epoch %d, its budget is %d"
              .formatted(id, selection.cost(), index, budget.parameters()));
    }
    return selection;
  }

  /** Anything may come out of a plug-in, errors included; only a dying JVM is let through. */
  @SuppressWarnings("IllegalCatch")
  private static <T> T guarded(String id, String when, Callable<T> call) throws StrategyFailure {
    T result;
    try {
      result = call.call();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (LinkageError e) {
      throw failure(id, when, "was built against another version of the SPI: " + e, e);
    } catch (Exception | Error e) {
      throw failure(id, when, describe(e), e);
    }
    if (result == null) {
      throw new StrategyFailure(
          CellStatus.STRATEGY_ERROR, "Strategy %s returned null %s".formatted(id, when));
    }
    return result;
  }

  private static String describe(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    String at = trace.length == 0 ? "" : " at " + trace[0];
    return e instanceof IllegalArgumentException ? "refused: " + e.getMessage() : "threw " + e + at;
  }

  private static StrategyFailure failure(String id, String when, String what, Throwable cause) {
    return new StrategyFailure(
        CellStatus.STRATEGY_ERROR, "Strategy %s, %s, %s".formatted(id, when, what), cause);
  }
}
