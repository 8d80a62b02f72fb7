package org.neuronbench.spi;

import java.util.List;
import java.util.Locale;

/** What to do with a neuron that does not fit the rest of the budget. */
public enum FillRule {

  /** Stop there, as the paper's Eq. 6. */
  STOP,

  /** Leave it out and go on with the next. */
  SKIP;

  /**
   * Declares a parameter {@code fill} for a strategy that lets its users choose.
   *
   * @return the declaration; the default is {@code stop}
   */
  public static ParameterSpec parameter() {
    return ParameterSpec.choice(
        "fill",
        List.of("stop", "skip"),
        "at the first neuron that does not fit the budget: stop (paper, Eq. 6) or skip it");
  }

  /**
   * Reads the parameter {@code fill}.
   *
   * @param parameters values that include it
   * @return the rule
   */
  public static FillRule from(Parameters parameters) {
    return valueOf(parameters.text("fill").toUpperCase(Locale.ROOT));
  }
}
