package org.neuronbench.core.strategies;

import java.util.concurrent.ExecutionException;
import org.neuronbench.core.plugins.PluginFault;
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

  /** Words whatever a strategy threw, errors included. */
  static StrategyFailure of(String id, String when, ExecutionException thrown) {
    Throwable fault = cause(thrown);
    CellStatus status =
        fault instanceof OutOfMemoryError ? CellStatus.OUT_OF_MEMORY : CellStatus.STRATEGY_ERROR;
    String words =
        fault instanceof IllegalArgumentException
            ? "refused: " + fault.getMessage()
            : PluginFault.words(fault);
    return new StrategyFailure(status, "Strategy %s, %s, %s".formatted(id, when, words), fault);
  }

  /** A constructor's exception comes wrapped once more. */
  private static Throwable cause(ExecutionException thrown) {
    Throwable cause = thrown;
    while (cause instanceof ExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /**
   * Returns how the cell ends.
   *
   * @return {@code strategy-error}, {@code budget-violation}, {@code timeout} or {@code
   *     out-of-memory}
   */
  public CellStatus status() {
    return status;
  }
}
