package org.neuronbench.core.strategies;

import org.neuronbench.core.plugins.PluginText;
import org.neuronbench.core.results.CellStatus;

/** A strategy or method did what it must not; ends its cell with a status and a message. */
public final class StrategyFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final CellStatus status;
  private final String trace;

  /** The message names the strategy, what it did and what to do. */
  public StrategyFailure(CellStatus status, String message) {
    this(status, message, "");
  }

  StrategyFailure(CellStatus status, String message, String trace) {
    super(PluginText.line(message));
    this.status = status;
    this.trace = trace;
  }

  /**
   * Returns how the cell ends: {@code strategy-error}, {@code method-error}, {@code
   * budget-violation}, {@code timeout} or {@code out-of-memory}.
   */
  public CellStatus status() {
    return status;
  }

  /** Returns the stack trace of what the strategy threw; empty if it threw nothing. */
  public String trace() {
    return trace;
  }
}
