package org.neuronbench.spi;

import java.util.function.Supplier;

/**
 * What a strategy is given once, before the first epoch. Made by the harness, and with {@link #of}
 * in tests of strategies.
 */
public sealed interface Run permits RunView {

  /**
   * Makes a run.
   *
   * @param network to select from
   * @param budget the bound on every selection
   * @param parameters values of the declared parameters
   * @param random the strategy's own stream
   * @return the run
   */
  static Run of(Network network, Budget budget, Parameters parameters, RandomStream random) {
    return of(network, budget, parameters, () -> random);
  }

  /**
   * Makes a run that gives its stream when it is asked for it.
   *
   * @param network to select from
   * @param budget the bound on every selection
   * @param parameters values of the declared parameters
   * @param random asked at every call of {@link #random}
   * @return the run
   */
  static Run of(
      Network network, Budget budget, Parameters parameters, Supplier<RandomStream> random) {
    return of(network, budget, parameters, Task.UNKNOWN, random);
  }

  /**
   * Makes a run on a task.
   *
   * @param network to select from
   * @param budget the bound on every selection
   * @param parameters values of the declared parameters
   * @param task what is trained on
   * @param random asked at every call of {@link #random}
   * @return the run
   */
  static Run of(
      Network network,
      Budget budget,
      Parameters parameters,
      Task task,
      Supplier<RandomStream> random) {
    return new RunView(network, budget, parameters, task, random);
  }

  /**
   * Returns the network to select from, in the strategy's unit.
   *
   * @return immutable
   */
  Network network();

  /**
   * Returns the bound on every selection.
   *
   * @return immutable
   */
  Budget budget();

  /**
   * Returns the values of the declared parameters.
   *
   * @return immutable, defaults filled in
   */
  Parameters parameters();

  /**
   * Returns what the run trains on.
   *
   * @return batch, classes, and a hash of the data
   */
  Task task();

  /**
   * Returns the strategy's own random stream, seeded by the cell. Use no other source of
   * randomness: results would not repeat.
   *
   * @return the stream
   */
  RandomStream random();
}
