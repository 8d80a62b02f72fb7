package org.neuronbench.strategies;

import org.neuronbench.spi.Network;

/** Updates the neurons fastest for what they cost, by |v| / C (Quelennec et al. 2024, Eq. 7). */
public final class VelocityPerParameter extends AbstractVelocity {

  @Override
  public String id() {
    return "velocity-per-parameter";
  }

  @Override
  public String description() {
    return "The neurons of greatest velocity per parameter |v| / C within the budget (Quelennec et"
        + " al. 2024, Eq. 7).";
  }

  @Override
  double score(Network network, int neuron, double speed) {
    return speed / network.cost(neuron);
  }
}
