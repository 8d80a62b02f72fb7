package org.neuronbench.core.run;

import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.EpochRecord;

/** Hears how a run goes on. */
public interface RunListener {

  /**
   * A cell starts.
   *
   * @param position among the cells to run, from 1
   */
  default void cellStarted(Cell cell, int position, int total) {}

  /**
   * A training step was made.
   *
   * @param epoch from 0
   * @param step in the epoch, from 1
   */
  default void stepDone(int epoch, int step, int steps) {}

  /** An epoch ended. */
  default void epochDone(EpochRecord epoch) {}

  /**
   * A cell trained its last epoch. An exception thrown here ends the cell with {@code error}.
   *
   * @param session its network as trained, open until this returns
   */
  default void trained(Cell cell, TrainingSession session) {}

  /** A cell ended and its record is stored. */
  default void cellEnded(CellRecord record) {}

  /**
   * Nothing is left to run but cells that another process is running; told again and again until
   * they are done.
   */
  default void waiting(int cells) {}

  /** Says whether to stop; asked before every step. */
  default boolean cancelled() {
    return false;
  }
}
