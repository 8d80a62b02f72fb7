package org.neuronbench.core.run;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.results.CellLock;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.Rerun;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.strategies.StrategyRegistry;

/** Runs the cells of a plan that are not done yet, storing each as it ends. */
public final class ExperimentRunner {

  private static final long POLL_MILLIS = 500;

  private final TrainingEngine engine;
  private final StrategyRegistry strategies;
  private final ResultStore store;
  private final RunListener listener;

  /** Creates a runner. */
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
   * @param done cells that were done before, or by another process
   * @param failedBefore those of them that had not ended well
   * @param cancelled whether the user stopped it
   */
  public record Outcome(int ran, int failed, int done, int failedBefore, boolean cancelled) {}

  /**
   * Runs what is missing.
   *
   * @throws InputException if a result cannot be written
   */
  public Outcome run(Plan plan) {
    return run(plan, Options.DEFAULT);
  }

  /**
   * What a run takes up, and what it keeps on the way.
   *
   * @param rerun which cells to run
   * @param checkpoint whether to keep where each cell stands after every epoch
   */
  public record Options(Rerun rerun, boolean checkpoint) {

    /** Runs what is missing, without checkpoints. */
    public static final Options DEFAULT = new Options(Rerun.MISSING, false);
  }

  /**
   * Runs the cells that are wanted. A cell that another process runs is left to it, and taken up if
   * that process ends without a result.
   *
   * @param options which cells, and how
   * @throws InputException if a result or checkpoint cannot be written
   */
  public Outcome run(Plan plan, Options options) {
    return new Pass(plan, options).run();
  }

  /** One call of {@link #run}. */
  private final class Pass {
    private final Plan plan;
    private final Options options;
    private final Map<String, Object> provenance;
    private final Map<Cell, Optional<FileTime>> wanted = new LinkedHashMap<>();
    private final List<Cell> done;
    private int ran;
    private int failed;
    private boolean cancelled;

    Pass(Plan plan, Options options) {
      this.plan = plan;
      this.options = options;
      this.provenance = Provenance.collect(engine, plan.experiment());
      for (Cell cell : plan.cells()) {
        // Before the record is looked for: what another process writes in between is then seen.
        Optional<FileTime> written = store.written(cell.id());
        if (options.rerun().wants(store.find(cell.id()))) {
          wanted.put(cell, written);
        }
      }
      this.done = new ArrayList<>(plan.cells());
      done.removeAll(wanted.keySet());
    }

    Outcome run() {
      int total = wanted.size();
      List<Cell> left = new ArrayList<>(wanted.keySet());
      while (!left.isEmpty() && !cancelled) {
        List<Cell> elsewhere = new ArrayList<>();
        for (Cell cell : left) {
          if (!cancelled && !attempt(cell, total)) {
            elsewhere.add(cell);
          }
        }
        left = elsewhere;
        await(left);
      }
      long failedBefore = done.stream().filter(this::endedBadly).count();
      return new Outcome(ran, failed, done.size(), (int) failedBefore, cancelled);
    }

    private boolean endedBadly(Cell cell) {
      return store.find(cell.id()).filter(r -> r.status() != CellStatus.OK).isPresent();
    }

    /** Waits a moment for other processes. */
    private void await(List<Cell> elsewhere) {
      if (elsewhere.isEmpty() || cancelled) {
        return;
      }
      listener.waiting(elsewhere.size());
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        cancelled = true;
      }
      cancelled |= listener.cancelled();
    }

    /** Runs a cell, or finds that it is done; says no if another process has it. */
    @SuppressWarnings("try") // the lock is held, not used
    private boolean attempt(Cell cell, int total) {
      cancelled |= listener.cancelled();
      if (cancelled) {
        return true;
      }
      Optional<CellLock> lock = store.lock(cell.id());
      if (lock.isEmpty()) {
        return false;
      }
      try (CellLock held = lock.get()) {
        if (store.written(cell.id()).equals(wanted.get(cell))) {
          run(cell, total);
        } else {
          done.add(cell); // another process was faster
        }
      }
      return true;
    }

    private void run(Cell cell, int total) {
      listener.cellStarted(cell, ran + 1, total);
      Checkpoints checkpoints = new Checkpoints(store.root(), options.checkpoint());
      if (!Rerun.MISSING.wants(store.find(cell.id()))) {
        checkpoints.delete(cell.id()); // of a run that was killed when the cell had just ended
      }
      CellRunner.Ended ended =
          new CellRunner(
                  cell, engine, strategies, listener, plan.experiment().limits(), checkpoints)
              .run(plan.experiment().name(), provenance);
      CellRecord record = ended.record();
      write(record, ended.log());
      if (record.status() != CellStatus.CANCELLED) {
        checkpoints.delete(cell.id()); // only now: the record stands
      }
      listener.cellEnded(record);
      cancelled = record.status() == CellStatus.CANCELLED;
      ran += cancelled ? 0 : 1;
      failed += record.status() == CellStatus.OK || cancelled ? 0 : 1;
    }
  }

  private void write(CellRecord record, String log) {
    try {
      store.write(record, log);
    } catch (IOException e) {
      throw new InputException(
          Text.format(
                  "The result of cell %s cannot be written to %s (%s); make room or give another folder",
                  record.cell(), store.root(), e)
              + " with --out, then run again: finished cells are kept",
          e);
    }
  }

  /** Lists the cells that a run would take up, in the order of the plan. */
  public static List<Cell> wanted(Plan plan, ResultStore store, Rerun rerun) {
    return plan.cells().stream().filter(c -> rerun.wants(store.find(c.id()))).toList();
  }
}
