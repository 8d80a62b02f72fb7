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
   * @return at least one; the first is the one that results are named by
   */
  List<Attack> attacks();

  /**
   * Returns how many test images are attacked, the first ones; asked likewise.
   *
   * @return at least 1
   */
  int images();
}
