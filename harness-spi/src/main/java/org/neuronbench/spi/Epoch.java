package org.neuronbench.spi;

/**
 * The epoch that a selection is asked for. Made by the harness, and with {@link #of} in tests of
 * strategies.
 */
public sealed interface Epoch permits EpochView {

  /**
   * Makes an epoch.
   *
   * @param index 0 for the first
   * @param count epochs of the run
   * @param observations what was measured
   * @return the epoch
   */
  static Epoch of(int index, int count, Observations observations) {
    return of(index, count, observations, () -> {});
  }

  /**
   * Makes an epoch that tells when it is asked something.
   *
   * @param index 0 for the first
   * @param count epochs of the run
   * @param observations what was measured
   * @param asked run before every answer; what it throws comes out of the question
   * @return the epoch
   */
  static Epoch of(int index, int count, Observations observations, Runnable asked) {
    return new EpochView(index, count, observations, asked);
  }

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
