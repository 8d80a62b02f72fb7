package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;

class NeuronsAtEquilibriumTest {

  private final Network network = Nets.ten();

  private Started neq(double epsilon) {
    return Started.of(
        new NeuronsAtEquilibrium(), network, 0, 0, Map.of("epsilon", epsilon, "mu", 0.5));
  }

  @Test
  void updatesEverythingFirst() {
    assertThat(neq(0.1).next()).isEqualTo(Selection.all(network));
  }

  @Test
  void freezesNeuronsSlowerThanEpsilon() {
    Started started = neq(0.25);
    assertThat(started.afterPhi(1, .75, .76, .5, 1, 1, 1, 1, 1, -1).neurons())
        .containsExactly(1, 3, 9);
  }

  @Test
  void wakesAFrozenNeuronThatMoves() {
    Started started = neq(0.25);
    assertThat(started.afterPhi(1, 1, 1, 1, 1, 1, 1, 1, 1, 1).size()).isZero();
    assertThat(started.afterPhi(1, 1, .5, 1, 1, 1, 1, 1, 1, 1).neurons()).containsExactly(2);
  }

  @Test
  void ofEpsilonZeroFreezesNothing() {
    assertThat(neq(0).afterPhi(1, 1, 1, 1, 1, 1, 1, 1, 1, 1).size()).isEqualTo(10);
  }

  @Test
  void observesAsManyImagesAsAsked() {
    NeuronsAtEquilibrium strategy = new NeuronsAtEquilibrium();
    Started.of(strategy, network, 0, 0, Map.of("images", 3));
    assertThat(strategy.observationImages()).isEqualTo(3);
  }
}
