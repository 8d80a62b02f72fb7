package org.neuronbench.spi;

/** What a strategy is given once, before the first epoch. */
public interface Run {

  /**
   * Returns the network to select from.
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
   * Returns the strategy's own random stream, seeded by the cell. Use no other source of
   * randomness: results would not repeat.
   *
   * @return the stream
   */
  RandomStream random();
}
