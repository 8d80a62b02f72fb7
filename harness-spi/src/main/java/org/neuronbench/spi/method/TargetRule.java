package org.neuronbench.spi.method;

/** Gives the images of a step other targets than their labels. */
public interface TargetRule extends TrainingMethod {

  /**
   * Returns the targets of a step.
   *
   * @param step the images that are trained on, with the network's outputs
   * @return a row an image
   */
  Targets targets(Step step);

  /**
   * Returns how many outputs the classifier has beside one a class, such as one for abstaining;
   * asked after {@link #start}.
   *
   * @return not negative, 0 by default; evaluation looks at the classes only
   */
  default int extraOutputs() {
    return 0;
  }
}
