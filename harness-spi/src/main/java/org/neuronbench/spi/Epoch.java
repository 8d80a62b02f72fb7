package org.neuronbench.spi;

/** The epoch that a selection is asked for. */
public interface Epoch {

  /**
   * Returns the index of the coming epoch.
   *
   * @return 0 for the first
   */
  int index();

  /**
   * Returns the number of epochs of the run, warm-up included.
   *
   * @return at least 1
   */
  int count();

  /**
   * Returns what was measured after the epoch before, or before training for epoch 0.
   *
   * @return the declared signals, less those not available yet
   */
  Observations observations();
}
