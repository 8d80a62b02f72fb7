package org.neuronbench.core.results;

import java.util.Optional;

/** Which cells of an experiment a run takes up. */
public enum Rerun {

  /** Cells that have no result, or were stopped by the user. */
  MISSING,

  /** Those, and cells that did not end well. */
  FAILED,

  /** Every cell, also what ended well. */
  ALL;

  /** Says whether a cell is to be run. */
  public boolean wants(Optional<CellRecord> record) {
    if (this == ALL || record.isEmpty()) {
      return true;
    }
    CellStatus status = record.get().status();
    return status == CellStatus.CANCELLED || (this == FAILED && status != CellStatus.OK);
  }
}
