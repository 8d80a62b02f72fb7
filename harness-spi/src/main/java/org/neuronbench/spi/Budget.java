package org.neuronbench.spi;

/**
 * The most convolution parameters that may be updated in one epoch.
 *
 * @param parameters the bound, inclusive; not negative
 */
public record Budget(long parameters) {

  /**
   * Checks the bound.
   *
   * @param parameters not negative
   * @throws IllegalArgumentException if it is
   */
  public Budget {
    if (parameters < 0) {
      throw new IllegalArgumentException("A budget must not be negative: " + parameters);
    }
  }

  /**
   * Creates the budget that a whole network fits.
   *
   * @param network any network
   * @return its parameter count as a budget
   */
  public static Budget unlimited(Network network) {
    return new Budget(network.parameters());
  }

  /**
   * Says whether a selection may be trained.
   *
   * @param selection any selection
   * @return whether its cost is within the bound
   */
  public boolean allows(Selection selection) {
    return selection.cost() <= parameters;
  }
}
