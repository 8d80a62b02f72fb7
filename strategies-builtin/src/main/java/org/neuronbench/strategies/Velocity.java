package org.neuronbench.strategies;

import org.neuronbench.spi.Network;

/** Updates the fastest neurons, by |v| (Quelennec et al. 2024, Eq. 5-6). */
public final class Velocity extends AbstractVelocity {

  @Override
  public String id() {
    return "velocity";
  }

  @Override
  public String description() {
    return "The neurons of greatest velocity |v| within the budget (Quelennec et al. 2024,"
        + " Eq. 5-6).";
  }

  @Override
  double score(Network network, int neuron, double speed) {
    return speed;
  }
}
