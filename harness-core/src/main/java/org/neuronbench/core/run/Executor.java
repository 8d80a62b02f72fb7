package org.neuronbench.core.run;

import java.util.List;
import org.neuronbench.core.plan.CellSpec;

/** Runs cells somewhere: in this process, or on other machines. Results go to one desk. */
public interface Executor {

  /**
   * Runs cells until each has ended or the run is to stop.
   *
   * @param cells those that have no result, in the order wanted
   * @param desk says which may be run, and takes the results
   */
  void run(List<CellSpec> cells, Desk desk);

  /** Between an executor and the results. Not thread-safe: for the caller's thread. */
  interface Desk {

    /** What becomes of a cell that an executor would run. */
    enum Claim {
      /** It is this run's; its result is to be delivered. */
      GRANTED,
      /** Another process has ended it. */
      DONE,
      /** Another process is running it; it may be claimed again later. */
      ELSEWHERE
    }

    /** Claims a cell, so that no other process runs it. */
    Claim claim(CellSpec cell);

    /** Returns where the cell's checkpoints are, for an executor that reaches that disk. */
    Checkpoints checkpoints();

    /** Takes the result of a claimed cell; the keepsake hears of it while the claim holds. */
    void deliver(CellSpec cell, Trials.Ended ended, Trials.Keepsake keepsake);

    /** Says that nothing is left but cells that run elsewhere; returns after a moment. */
    void idle(int cells);

    /** Returns the wish to stop. */
    Cancellation cancellation();
  }
}
