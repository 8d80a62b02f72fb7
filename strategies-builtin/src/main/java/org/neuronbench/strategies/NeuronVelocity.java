package org.neuronbench.strategies;

import java.util.Arrays;
import java.util.List;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;

/**
 * The velocity of neurons: how fast the similarity of their outputs between epochs changes.
 *
 * <p>With phi the similarity ({@code OUTPUT_SIMILARITY}), phi_0 = 1 and d_t = phi_t - phi_{t-1}:
 *
 * <ul>
 *   <li>{@code paper} (Quelennec et al. 2024, Eq. 3): v_t = d_t - mu v_{t-1}
 *   <li>{@code released}, what the published code of that paper and of NEq computes: v_t = d_t -
 *       d_{t-1} + mu v_{t-1}
 * </ul>
 */
final class NeuronVelocity {

  private final double mu;
  private final boolean released;
  private final double[] phi;
  private final double[] change;
  private final double[] velocity;

  NeuronVelocity(int neurons, Parameters parameters) {
    mu = parameters.number("mu");
    released = parameters.text("recurrence").equals("released");
    phi = new double[neurons];
    Arrays.fill(phi, 1);
    change = new double[neurons];
    velocity = new double[neurons];
  }

  static List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.number("mu", 0.5, 0, 1, "weight of the velocity before (paper, Eq. 3)"),
        ParameterSpec.choice(
            "recurrence",
            List.of("paper", "released"),
            "paper: v = d - mu v (Eq. 3); released: v = d - d_before + mu v, as the published"
                + " code"),
        ParameterSpec.integer(
            "images", 0, 0, 1_000_000, "velocity images to observe; 0 takes all held out"));
  }

  void advance(double[] phiNow) {
    for (int i = 0; i < phi.length; i++) {
      if (!Double.isFinite(phiNow[i])) {
        continue; // nothing was learnt about this neuron; it keeps the velocity it had
      }
      double d = phiNow[i] - phi[i];
      velocity[i] = released ? d - change[i] + mu * velocity[i] : d - mu * velocity[i];
      change[i] = d;
      phi[i] = phiNow[i];
    }
  }

  double speed(int neuron) {
    return Math.abs(velocity[neuron]);
  }
}
