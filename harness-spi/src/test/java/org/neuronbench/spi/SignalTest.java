package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignalTest {

  /** Six or seven neurons of two layers, 116 weights. */
  @ParameterizedTest
  @EnumSource(Unit.class)
  void isANumberANeuronALayerOrAWeight(Unit unit) {
    Network network = Nets.small().in(unit);
    assertThat(Signal.WEIGHT_NORM.length(network)).isEqualTo(network.neurons());
    assertThat(Signal.LAYER_GRADIENT_NORM.length(network)).isEqualTo(2);
    assertThat(Signal.WEIGHTS.length(network)).isEqualTo(116);
  }

  @Test
  void weightsAreCountedWithoutBiases() {
    Network network = Nets.of(Unit.OUTPUT_CHANNEL, Nets.square(4, 6, 2, 3, true, 4, 4));
    assertThat(Signal.WEIGHTS.length(network)).isEqualTo(6 * 18);
  }

  @Test
  void whatNeedsTheGradientOfEverythingIsAnOracle() {
    assertThat(Arrays.stream(Signal.values()).filter(Signal::oracle))
        .containsExactly(Signal.GRADIENT_NORM, Signal.FISHER, Signal.TRIAL_STEP_GAIN);
  }

  @Test
  void whatComparesTwoEpochsLooksBack() {
    assertThat(Arrays.stream(Signal.values()).filter(Signal::looksBack))
        .containsExactly(
            Signal.OUTPUT_SIMILARITY,
            Signal.WEIGHT_CHANGE,
            Signal.TRAINING_GRADIENT_NORM,
            Signal.LAYER_GRADIENT_NORM);
  }
}
