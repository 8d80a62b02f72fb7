package org.neuronbench.core.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neuronbench.core.InputException;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.strategies.StrategyRegistry;

/** Runs the cells of a plan that are not done yet, storing each as it ends. */
public final class ExperimentRunner {

  private final TrainingEngine engine;
  private final StrategyRegistry strategies;
  private final ResultStore store;
  private final RunListener listener;

  /**
   * Creates a runner.
   *
   * @param engine executes the networks
   * @param strategies what is loaded
   * @param store where results go
   * @param listener hears how the run goes on
   */
  public ExperimentRunner(
      TrainingEngine engine, StrategyRegistry strategies, ResultStore store, RunListener listener) {
    this.engine = engine;
    this.strategies = strategies;
    this.store = store;
    this.listener = listener;
  }

  /**
   * How a run ended.
   *
   * @param ran cells that ran now
   * @param failed those of them that did not end well
   * @param done cells that were done before
   * @param cancelled whether the user stopped it
   */
  public record Outcome(int ran, int failed, int done, boolean cancelled) {}

  /**
   * Runs what is missing. A cell that failed before is run again.
   *
   * @param plan the cells
   * @return how it ended
   * @throws InputException if a result cannot be written
   */
  public Outcome run(Plan plan) {
    List<Cell> missing = missing(plan, store);
    Map<String, Object> provenance = Provenance.collect(engine, plan.experiment());
    int ran = 0;
    int failed = 0;
    int done = plan.cells().size() - missing.size();
    for (Cell cell : missing) {
      if (listener.cancelled()) {
        return new Outcome(ran, failed, done, true);
      }
      listener.cellStarted(cell, ran + 1, missing.size());
      CellRecord record;
      try {
        record =
            new CellRunner(cell, engine, strategies, listener, plan.experiment().limits())
                .run(plan.experiment().name(), provenance);
      } catch (CellRunner.Cancelled e) {
        return new Outcome(ran, failed, done, true);
      }
      write(record);
      listener.cellEnded(record);
      ran++;
      failed += record.status() == CellStatus.OK ? 0 : 1;
    }
    return new Outcome(ran, failed, done, false);
  }

  private void write(CellRecord record) {
    try {
      store.write(record);
    } catch (IOException e) {
      throw new InputException(
          "The result of cell %s cannot be written to %s (%s); make room or give another folder"
                  .formatted(record.cell(), store.root(), e)
              + " with --out, then run again: finished cells are kept",
          e);
    }
  }

  /**
   * Lists the cells that have no good result yet.
   *
   * @param plan the cells
   * @param store the results so far
   * @return in the order of the plan
   */
  public static List<Cell> missing(Plan plan, ResultStore store) {
    List<Cell> missing = new ArrayList<>();
    for (Cell cell : plan.cells()) {
      Optional<CellRecord> record = store.find(cell.id());
      if (record.isEmpty() || record.get().status() != CellStatus.OK) {
        missing.add(cell);
      }
    }
    return missing;
  }
}
