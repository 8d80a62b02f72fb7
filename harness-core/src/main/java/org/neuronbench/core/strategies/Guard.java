package org.neuronbench.core.strategies;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.core.plugins.PluginCalls;
import org.neuronbench.core.plugins.PluginFailure;
import org.neuronbench.core.results.CellStatus;

/** Asks the code of a plug-in within a cell; words how it fails to answer. */
enum Guard {
  STRATEGY("Strategy", CellStatus.STRATEGY_ERROR),
  METHOD("Method", CellStatus.METHOD_ERROR);

  private final String kind;
  private final CellStatus status;

  Guard(String kind, CellStatus status) {
    this.kind = kind;
    this.status = status;
  }

  /**
   * Asks something that has an answer.
   *
   * @param when what the plug-in is doing, for messages
   * @throws StrategyFailure if it throws, takes too long, or answers nothing
   */
  <T> T ask(PluginCalls calls, String when, Callable<@Nullable T> call) throws StrategyFailure {
    T result;
    try {
      result = calls.call(call);
    } catch (PluginFailure e) {
      throw failed(calls.owner(), when, e);
    }
    if (result == null) {
      throw wrong(Text.format("%s returned null %s", calls.owner(), when));
    }
    return result;
  }

  /** Makes the failure of an answer that makes no sense; the words begin with the plug-in's id. */
  StrategyFailure wrong(String words) {
    return new StrategyFailure(status, kind + " " + words);
  }

  private StrategyFailure failed(String id, String when, PluginFailure failure) {
    String words =
        switch (failure.kind()) {
          case REFUSED -> "refused: " + failure.said();
          case TIMEOUT -> failure.words() + "; raise limits.selection if it needs the time";
          case OUT_OF_MEMORY, OTHER -> failure.words();
        };
    CellStatus ended =
        switch (failure.kind()) {
          case TIMEOUT -> CellStatus.TIMEOUT;
          case OUT_OF_MEMORY -> CellStatus.OUT_OF_MEMORY;
          case REFUSED, OTHER -> status;
        };
    return new StrategyFailure(
        ended, Text.format("%s %s, %s, %s", kind, id, when, words), failure.trace());
  }
}
