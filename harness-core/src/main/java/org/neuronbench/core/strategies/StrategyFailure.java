package org.neuronbench.core.strategies;

import org.neuronbench.core.results.CellStatus;

/** A strategy did what it must not; ends its cell with a status and a message naming it. */
public final class StrategyFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final CellStatus status;

  StrategyFailure(CellStatus status, String message) {
    super(message);
    this.status = status;
  }

  StrategyFailure(CellStatus status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /**
   * Returns how the cell ends.
   *
   * @return {@code strategy-error} or {@code budget-violation}
   */
  public CellStatus status() {
    return status;
  }
}
