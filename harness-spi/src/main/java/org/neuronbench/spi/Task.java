package org.neuronbench.spi;

/**
 * What a run trains on, as far as a strategy may know.
 *
 * @param batch images a step
 * @param classes classes of the dataset
 * @param data a hash that tells datasets apart and says nothing of what they show
 */
public record Task(int batch, int classes, String data) {

  /** A task that nothing is known of. */
  static final Task UNKNOWN = new Task(1, 2, "unknown");
}
