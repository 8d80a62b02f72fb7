package org.neuronbench.core.experiment;

import java.util.Locale;

/**
 * A control experiment of a strategy: what becomes of its ranking before the budget is filled. A
 * strategy whose scores mean something must do better than its controls.
 */
public enum Control {

  /** The ranking stands. */
  NONE,

  /** The worst neuron comes first. */
  INVERTED,

  /** The scores fall to other neurons, at random. */
  SHUFFLED;

  /** The option of a strategy in an experiment; reserved, no parameter may have this name. */
  public static final String KEY = "control";

  /** Returns the name in experiments: such as {@code inverted}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a control by its name.
   *
   * @param id such as {@code inverted}
   */
  public static Control of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
