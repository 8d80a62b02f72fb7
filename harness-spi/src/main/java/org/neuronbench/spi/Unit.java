package org.neuronbench.spi;

import java.util.List;

/**
 * What a strategy chooses: an axis of the weights {@code [output, input, row, column]} of every
 * convolution. A run has one. Of a depthwise convolution both are the same channels.
 */
public enum Unit {

  /**
   * An output channel: a row of weights, with its bias. What the first paper calls a neuron
   * (Quelennec et al., WACV workshops 2024). Its gradient needs the input map of its whole group.
   */
  OUTPUT_CHANNEL("output-channel"),

  /**
   * An input channel: a column of weights, without any bias (Sparse Update, TraDy, MeDyate). Its
   * gradient needs the input map of that channel only. In a grouped convolution it reaches the
   * outputs of its own group.
   */
  INPUT_CHANNEL("input-channel");

  private static final String INPUT = "input";

  private final String id;

  Unit(String id) {
    this.id = id;
  }

  /**
   * Returns the name used in listings and results.
   *
   * @return lower-case, hyphenated
   */
  public String id() {
    return id;
  }

  /**
   * Declares a parameter {@code unit} for a strategy that works with either.
   *
   * @return the declaration; the default is {@code output}
   */
  public static ParameterSpec parameter() {
    return ParameterSpec.choice(
        "unit", List.of("output", INPUT), "what is chosen: output channels or input channels");
  }

  /**
   * Reads the parameter {@code unit}.
   *
   * @param parameters values that include it
   * @return the unit
   */
  public static Unit from(Parameters parameters) {
    return parameters.text("unit").equals(INPUT) ? INPUT_CHANNEL : OUTPUT_CHANNEL;
  }
}
