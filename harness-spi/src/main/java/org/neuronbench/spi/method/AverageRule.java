package org.neuronbench.spi.method;

/** Evaluates a moving average of the parameters, running statistics among them. */
public interface AverageRule extends TrainingMethod {

  /**
   * Returns the share of a step's parameters in the average after it; asked after {@link #start}.
   *
   * @return in (0, 1]
   */
  double share();
}
