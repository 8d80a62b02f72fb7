package org.neuronbench.core.results;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a cell ended. A failed cell is a result with a reason, never a gap. */
public enum CellStatus {

  /** Every epoch ran. */
  OK,

  /** The strategy threw, returned nothing, or selected a neuron that does not exist. */
  STRATEGY_ERROR,

  /** A method threw, or answered what makes no sense. */
  METHOD_ERROR,

  /** The strategy selected more than its budget. */
  BUDGET_VIOLATION,

  /** The strategy took longer than the experiment allows. */
  TIMEOUT,

  /** The loss became infinite or not a number. */
  DIVERGED,

  /** The machine ran out of memory. */
  OUT_OF_MEMORY,

  /** The user stopped the run. */
  CANCELLED,

  /** The harness itself failed. */
  ERROR;

  /** Returns the name used in files: such as {@code budget-violation}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Finds a status by its name in files.
   *
   * @param id such as {@code ok}
   */
  @JsonCreator
  public static CellStatus of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
