package org.neuronbench.spi.method;

import org.neuronbench.spi.Network;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Task;

/**
 * What a method is given once, before the first step. Made by the harness, and with {@link #of} in
 * tests of methods.
 */
public sealed interface MethodRun permits MethodRunView {

  /**
   * Makes a run.
   *
   * @param network that is trained
   * @param task what is trained on
   * @param parameters values of the declared parameters
   * @param labels a class for every image of the training split, -1 where it is not known
   * @param epochs epochs of the run
   * @param steps steps of an epoch, before any {@link PaceRule}
   * @return the run
   */
  static MethodRun of(
      Network network, Task task, Parameters parameters, int[] labels, int epochs, int steps) {
    return new MethodRunView(network, task, parameters, labels, epochs, steps);
  }

  /**
   * Returns the network that is trained.
   *
   * @return immutable
   */
  Network network();

  /**
   * Returns what is trained on.
   *
   * @return batch, classes, and a hash of the data
   */
  Task task();

  /**
   * Returns the values of the declared parameters.
   *
   * @return immutable, defaults filled in
   */
  Parameters parameters();

  /**
   * Returns the labels of the training split, by image id.
   *
   * @return a class for every image, -1 where it is not known; not a copy
   */
  int[] labels();

  /**
   * Returns the number of epochs.
   *
   * @return at least 1
   */
  int epochs();

  /**
   * Returns the steps of an epoch, before any {@link PaceRule}.
   *
   * @return at least 1
   */
  int steps();
}
