package org.neuronbench.spi.method;

import java.util.List;

/**
 * Has the nearest neighbours of the features judged under attack, after the last epoch: how many
 * test images they classify right, and how many of those still after each attack.
 */
public interface RobustnessRule extends TrainingMethod {

  /**
   * Returns the attacks; asked after {@link #start}.
   *
   * @return at least one, of one bank, one number of neighbours and different epsilons; the first
   *     is the one that rankings show
   */
  List<Attack> attacks();

  /**
   * Returns how many test images are attacked, drawn by the seed; asked likewise.
   *
   * @return at least 1
   */
  int images();
}
