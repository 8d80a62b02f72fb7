package org.neuronbench.core.run;

import java.util.ArrayList;
import java.util.List;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.Inputs;

/** Runs cells in this process, one after the other; neighbours share models and data. */
public final class LocalExecutor implements Executor {

  private final Trials trials;
  private final Inputs inputs;
  private final Trials.Watch watch;

  /**
   * Creates an executor.
   *
   * @param inputs that the trials open cells with
   * @param watch who hears of the trials
   */
  public LocalExecutor(Trials trials, Inputs inputs, Trials.Watch watch) {
    this.trials = trials;
    this.inputs = inputs;
    this.watch = watch;
  }

  @Override
  public void run(List<CellSpec> cells, Desk desk) {
    inputs.expect(cells);
    List<CellSpec> left = cells;
    while (!left.isEmpty() && !desk.cancellation().requested()) {
      List<CellSpec> elsewhere = new ArrayList<>();
      for (CellSpec cell : left) {
        if (desk.cancellation().requested()) {
          return;
        }
        if (!attempt(cell, desk)) {
          elsewhere.add(cell);
        }
      }
      left = elsewhere;
      if (!left.isEmpty()) {
        desk.idle(left.size());
      }
    }
  }

  /** Runs a cell, or finds that it is done; says no if another process has it. */
  private boolean attempt(CellSpec cell, Desk desk) {
    Desk.Claim claim = desk.claim(cell);
    if (claim == Desk.Claim.GRANTED) {
      Trials.Ended ended =
          trials.run(cell, watch.with(desk.checkpoints()).until(desk.cancellation()));
      desk.deliver(cell, ended, watch.keepsake());
    }
    if (claim != Desk.Claim.ELSEWHERE) {
      inputs.ended(cell);
    }
    return claim != Desk.Claim.ELSEWHERE;
  }
}
