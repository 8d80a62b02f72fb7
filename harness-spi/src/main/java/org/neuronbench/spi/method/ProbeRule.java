package org.neuronbench.spi.method;

/**
 * Has the features judged in place of the classifier: by a linear probe on those of the images that
 * have labels, which becomes the cell's accuracy, and by their nearest neighbours.
 */
public interface ProbeRule extends TrainingMethod {

  /**
   * Returns how many neighbours vote; asked after {@link #start}.
   *
   * @return at least 1
   */
  int neighbours();
}
