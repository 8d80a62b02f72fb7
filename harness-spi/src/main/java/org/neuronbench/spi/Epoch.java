package org.neuronbench.spi;

/**
 * The epoch, or the part of one, that a selection is asked for. Made by the harness, and with
 * {@link #of} in tests of strategies.
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
    return of(index, count, observations, Progress.NONE, asked);
  }

  /**
   * Makes an epoch, or a part of one, that tells when it is asked something.
   *
   * @param index 0 for the first
   * @param count epochs of the run
   * @param observations what was measured
   * @param progress how training goes
   * @param asked run before every answer; what it throws comes out of the question
   * @return the epoch
   */
  static Epoch of(
      int index, int count, Observations observations, Progress progress, Runnable asked) {
    return new EpochView(index, count, observations, progress, asked);
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
   * Returns what was measured since the selection before, or before training for the first.
   *
   * @return the declared signals, less those not available yet
   */
  Observations observations();

  /**
   * Returns how training goes: the coming step, its learning rate, what became of the images since
   * the selection before.
   *
   * @return what is known
   */
  Progress progress();
}
