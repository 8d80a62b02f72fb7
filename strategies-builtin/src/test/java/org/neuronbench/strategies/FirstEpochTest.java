package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Selection;

/** What the velocity strategies update before any velocity is known. */
class FirstEpochTest {

  private static final Network NETWORK = Nets.mobileNetV2();

  private static Started velocity(long budget, String firstEpoch) {
    return Started.of(new Velocity(), NETWORK, budget, 3, Map.of("first-epoch", firstEpoch));
  }

  @Test
  void randomDrawsAsTheRandomStrategy() {
    NeuronSelectionStrategy random = new RandomSelection();
    assertThat(velocity(192_311, "random").next())
        .isEqualTo(Started.of(random, NETWORK, 192_311, 3, Map.of()).next());
  }

  @Test
  void randomIsTheDefault() {
    Started byDefault = Started.of(new VelocityPerParameter(), NETWORK, 192_311, 3, Map.of());
    assertThat(byDefault.next()).isEqualTo(velocity(192_311, "random").next());
  }

  @Test
  void sparseUpdateTakesTheLargestSchemeThatFits() {
    Observations norms = Measurements.beforeTraining(NETWORK, 0);
    assertThat(velocity(464_640, "sparse-update").next(norms))
        .isEqualTo(Started.of(new SparseUpdate(), NETWORK, 464_640).next(norms))
        .extracting(Selection::cost)
        .isEqualTo(464_640L);
  }

  @Test
  void sparseUpdateIsRefusedWhereThereIsNoScheme() {
    Map<String, String> parameters = Map.of("first-epoch", "sparse-update");
    assertThatThrownBy(() -> Started.of(new Velocity(), Nets.resNet18(), 100, 0, parameters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("sparse-update has no published scheme for resnet-18");
  }

  @Test
  void fullTakesEveryNeuron() {
    assertThat(velocity(NETWORK.parameters(), "full").next()).isEqualTo(Selection.all(NETWORK));
  }

  @Test
  void fullIsRefusedBelowTheWholeNetwork() {
    assertThatThrownBy(() -> velocity(2_189_759, "full"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "first-epoch: full would update 2189760 parameters, the budget is 2189759; use random"
                + " or sparse-update");
  }

  @Test
  void theNextEpochIsChosenByVelocity() {
    Started started = velocity(192_311, "sparse-update");
    started.next(Measurements.beforeTraining(NETWORK, 0));
    double[] phi = new double[NETWORK.neurons()];
    Arrays.fill(phi, 1);
    phi[17_000] = 0;
    assertThat(started.afterPhi(phi).contains(17_000)).isTrue();
  }
}
