package org.neuronbench.spi;

import java.util.Locale;

/**
 * The most that a selection may cost.
 *
 * @param model what is counted
 * @param limit the bound, inclusive, in what the model counts; not negative
 */
public record Budget(CostModel model, long limit) {

  /**
   * Checks the bound.
   *
   * @param model what is counted
   * @param limit not negative
   * @throws IllegalArgumentException if it is
   */
  public Budget {
    if (limit < 0) {
      throw new IllegalArgumentException("A budget must not be negative: " + limit);
    }
  }

  /**
   * Creates a budget of convolution parameters.
   *
   * @param parameters the bound, inclusive; not negative
   * @throws IllegalArgumentException if it is negative
   */
  public Budget(long parameters) {
    this(CostModel.WEIGHTS, parameters);
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
   * Returns the bound of a budget of convolution parameters.
   *
   * @return parameters
   * @throws IllegalStateException if the budget counts something else: what fills it must go by
   *     {@link #tally}, {@link Ranking#fill} or {@link #limit}
   */
  public long parameters() {
    if (model.kind() != CostModel.Kind.WEIGHTS) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "The budget counts %s (%s), no parameters; fill it with Ranking.fill or tally",
              model.kind().counts(),
              model));
    }
    return limit;
  }

  /**
   * Says whether a selection may be trained.
   *
   * @param selection any selection
   * @return whether its cost is within the bound
   */
  public boolean allows(Selection selection) {
    return model.cost(selection) <= limit || selection.size() == 0;
  }

  /**
   * Starts an empty selection that keeps within this budget.
   *
   * @param network to select from
   * @return the tally
   */
  public Tally tally(Network network) {
    return new Tally(model, network, limit);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d %s (%s)", limit, model.kind().counts(), model);
  }
}
