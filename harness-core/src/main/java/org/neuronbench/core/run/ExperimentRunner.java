package org.neuronbench.core.run;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.Plan;
import org.neuronbench.core.results.CellLock;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.Rerun;
import org.neuronbench.core.results.ResultStore;

/** Runs the cells of a plan that are not done yet, storing each as it ends. */
public final class ExperimentRunner {

  private static final long POLL_MILLIS = 500;

  private final Executor executor;
  private final ResultStore store;
  private final RunListener listener;
  private final Cancellation cancellation;

  /**
   * Creates a runner.
   *
   * @param executor runs the cells
   * @param store where results go
   * @param listener hears how the run goes on
   * @param cancellation ends the run, with the cell in flight
   */
  public ExperimentRunner(
      Executor executor, ResultStore store, RunListener listener, Cancellation cancellation) {
    this.executor = executor;
    this.store = store;
    this.listener = RunListener.harmless(listener);
    this.cancellation = cancellation;
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
   * @throws InputException if a result or checkpoint cannot be written
   */
  public Outcome run(Plan plan, Options options) {
    return new Pass(plan, options).run();
  }

  /** One call of {@link #run}. */
  private final class Pass implements Executor.Desk {
    private final Map<CellSpec, Optional<FileTime>> wanted = new HashMap<>();
    private final List<CellSpec> queue = new ArrayList<>();
    private final List<CellSpec> done = new ArrayList<>();
    private final Checkpoints checkpoints;
    private final Map<CellSpec, CellLock> held = new HashMap<>();
    private int ran;
    private int failed;
    private boolean stopped;

    Pass(Plan plan, Options options) {
      this.checkpoints = new Checkpoints(store.root(), options.checkpoint());
      for (CellSpec cell : plan.cells()) {
        // Before the record is looked for: what another process writes in between is then seen.
        Optional<FileTime> written = store.written(cell.id());
        if (options.rerun().wants(store.find(cell.id()))) {
          wanted.put(cell, written);
          queue.add(cell);
        } else {
          done.add(cell);
        }
      }
    }

    Outcome run() {
      try {
        executor.run(queue, this);
      } finally {
        List.copyOf(held.keySet()).forEach(this::release);
      }
      long failedBefore = done.stream().filter(this::endedBadly).count();
      return new Outcome(
          ran, failed, done.size(), (int) failedBefore, stopped || cancellation.requested());
    }

    private boolean endedBadly(CellSpec cell) {
      return store.find(cell.id()).filter(r -> r.status() != CellStatus.OK).isPresent();
    }

    @Override
    public Claim claim(CellSpec cell) {
      Optional<CellLock> lock = store.lock(cell.id());
      if (lock.isEmpty()) {
        return Claim.ELSEWHERE;
      }
      held.put(cell, lock.get());
      if (!store.written(cell.id()).equals(wanted.get(cell))) {
        done.add(cell); // another process was faster
        release(cell);
        return Claim.DONE;
      }
      listener.cellStarted(cell, ran + 1, queue.size());
      if (!Rerun.MISSING.wants(store.find(cell.id()))) {
        checkpoints.delete(cell.id()); // of a run that was killed when the cell had just ended
      }
      return Claim.GRANTED;
    }

    private void release(CellSpec cell) {
      CellLock lock = held.remove(cell);
      if (lock != null) {
        lock.close();
      }
    }

    @Override
    public Checkpoints checkpoints() {
      return checkpoints;
    }

    @Override
    public void deliver(CellSpec cell, Trials.Ended ended, Trials.Keepsake keepsake) {
      CellRecord record = ended.record();
      boolean cancelled = record.status() == CellStatus.CANCELLED;
      write(record, ended.log());
      if (!cancelled) {
        checkpoints.delete(cell.id()); // only now: the record stands
      }
      keepsake.stored(record);
      release(cell);
      listener.cellEnded(record);
      stopped |= cancelled;
      ran += cancelled ? 0 : 1;
      failed += record.status() == CellStatus.OK || cancelled ? 0 : 1;
    }

    @Override
    public void idle(int cells) {
      listener.waiting(cells);
      cancellation.await(POLL_MILLIS);
    }

    @Override
    public Cancellation cancellation() {
      return cancellation;
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
  public static List<CellSpec> wanted(Plan plan, ResultStore store, Rerun rerun) {
    return plan.cells().stream().filter(c -> rerun.wants(store.find(c.id()))).toList();
  }
}
