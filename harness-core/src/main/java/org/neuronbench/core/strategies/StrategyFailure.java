package org.neuronbench.core.strategies;

import org.neuronbench.core.Text;
import org.neuronbench.core.plugins.PluginFailure;
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

  private StrategyFailure(CellStatus status, String message, String trace) {
    super(PluginText.line(message));
    this.status = status;
    this.trace = trace;
  }

  /** Words how a strategy failed to answer. */
  static StrategyFailure of(String id, String when, PluginFailure failure) {
    return of("Strategy " + id, CellStatus.STRATEGY_ERROR, when, failure);
  }

  /** Words how a method failed to answer. */
  public static StrategyFailure ofMethod(String id, String when, PluginFailure failure) {
    return of("Method " + id, CellStatus.METHOD_ERROR, when, failure);
  }

  private static StrategyFailure of(
      String who, CellStatus otherwise, String when, PluginFailure failure) {
    String words =
        switch (failure.kind()) {
          case REFUSED -> "refused: " + failure.said();
          case TIMEOUT -> failure.words() + "; raise limits.selection if it needs the time";
          case OUT_OF_MEMORY, OTHER -> failure.words();
        };
    return new StrategyFailure(
        status(failure.kind(), otherwise),
        Text.format("%s, %s, %s", who, when, words),
        failure.trace());
  }

  private static CellStatus status(PluginFailure.Kind kind, CellStatus otherwise) {
    return switch (kind) {
      case TIMEOUT -> CellStatus.TIMEOUT;
      case OUT_OF_MEMORY -> CellStatus.OUT_OF_MEMORY;
      case REFUSED, OTHER -> otherwise;
    };
  }

  /**
   * Returns how the cell ends: {@code strategy-error}, {@code budget-violation}, {@code timeout} or
   * {@code out-of-memory}.
   */
  public CellStatus status() {
    return status;
  }

  /** Returns the stack trace of what the strategy threw; empty if it threw nothing. */
  public String trace() {
    return trace;
  }
}
