package org.neuronbench.core.run;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.experiment.Experiment.MethodEntry;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.Inputs;
import org.neuronbench.core.plan.OpenCell;
import org.neuronbench.core.plan.Planner;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.strategies.StrategyRegistry;

/**
 * Runs cells for some epochs and gives back what came of them. An executor uses it on the machine
 * that computes, a search for many short runs; nothing is stored.
 */
public final class Trials {

  private final Inputs inputs;
  private final Collection<TrainingEngine> engines;
  private final StrategyRegistry strategies;
  private final Metrics metrics;

  /** Creates trials on these engines that measure the standard metrics. */
  public Trials(Inputs inputs, Collection<TrainingEngine> engines, StrategyRegistry strategies) {
    this(inputs, engines, strategies, Metrics.STANDARD);
  }

  /** Creates trials that measure these metrics. */
  public Trials(
      Inputs inputs,
      Collection<TrainingEngine> engines,
      StrategyRegistry strategies,
      Metrics metrics) {
    this.inputs = inputs;
    this.engines = engines;
    this.strategies = strategies;
    this.metrics = metrics;
  }

  /** Takes what is wanted of a network when its last epoch is done. */
  public interface Keepsake {

    /** Nothing. */
    Keepsake NONE = (cell, session) -> {};

    /**
     * Takes it; an exception ends the cell with {@code error}.
     *
     * @param session the network as trained, open until this returns
     */
    void take(OpenCell cell, TrainingSession session);

    /** Hears that the cell's record is stored; an exception ends the run. */
    default void stored(CellRecord record) {}
  }

  /**
   * Who hears of a trial, and what ends it.
   *
   * @param listener hears how it goes on
   * @param keepsake taken of the trained network
   * @param checkpoints where it stands after every epoch
   * @param cancellation ends it between two steps
   * @param epochs at most so many are run of those that the cell asks for
   */
  public record Watch(
      RunListener listener,
      Keepsake keepsake,
      Checkpoints checkpoints,
      Cancellation cancellation,
      int epochs) {

    /** Nobody hears of it, nothing is kept, and it runs to its end. */
    public static final Watch NONE =
        new Watch(
            new RunListener() {},
            Keepsake.NONE,
            Checkpoints.NONE,
            new Cancellation(),
            Integer.MAX_VALUE);

    /** Returns a watch that tells a listener, whose exceptions are logged and change nothing. */
    public Watch telling(RunListener one) {
      return new Watch(RunListener.harmless(one), keepsake, checkpoints, cancellation, epochs);
    }

    /** Returns a watch that takes a keepsake. */
    public Watch keeping(Keepsake one) {
      return new Watch(listener, one, checkpoints, cancellation, epochs);
    }

    /** Returns a watch that goes on from, and keeps, checkpoints. */
    public Watch with(Checkpoints those) {
      return new Watch(listener, keepsake, those, cancellation, epochs);
    }

    /** Returns a watch that ends when this is requested. */
    public Watch until(Cancellation wish) {
      return new Watch(listener, keepsake, checkpoints, wish, epochs);
    }

    /** Returns a watch that ends after some epochs. */
    public Watch atMost(int count) {
      return new Watch(listener, keepsake, checkpoints, cancellation, count);
    }
  }

  /**
   * How a cell ended.
   *
   * @param record its result
   * @param log more than the reason, where it did not end well; else empty
   */
  public record Ended(CellRecord record, String log) {}

  /**
   * Runs a cell to an end, good or bad.
   *
   * @return what came of it
   * @throws InputException if it was planned with other code, or a checkpoint cannot be written
   */
  public Ended run(CellSpec cell, Watch watch) {
    TrainingEngine engine = engine(cell);
    String strategy = cell.point().strategy().id();
    CellSpec.Content planned = cell.content();
    engine.require(
        cell.training().get(Settings.PRECISION), cell.training().get(Settings.FORCE_PRECISION));
    same(
        cell, "code of strategy " + strategy, planned.strategy(), strategies.info(strategy).hash());
    for (MethodEntry method : cell.point().methods().all()) {
      String code = strategies.methods().info(method.id()).hash();
      same(cell, "code of method " + method.id(), planned.methods().get(method.id()), code);
    }
    same(cell, "numbers of engine " + engine.id(), planned.engineNumerics(), engine.numerics());
    same(cell, "numbers of the harness", planned.harnessNumerics(), Planner.NUMERICS);
    return new Trial(cell, engine, strategies, metrics, watch, inputs).run();
  }

  /** Else one version's numbers would stand under the id of another's. */
  private static void same(CellSpec cell, String what, @Nullable Object planned, Object here) {
    if (!here.equals(planned)) {
      throw new InputException(
          Text.format(
              "The %s were %s when cell %s was planned, and are %s here; run it with the same version and plug-ins",
              what, planned, cell.id(), here));
    }
  }

  private TrainingEngine engine(CellSpec cell) {
    String id = cell.training().get(Settings.ENGINE);
    return engines.stream()
        .filter(engine -> engine.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no engine " + id));
  }
}
