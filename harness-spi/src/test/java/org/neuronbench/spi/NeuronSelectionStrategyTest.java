package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeuronSelectionStrategyTest {

  /** Implements what must be implemented and nothing else. */
  private static final class Least implements NeuronSelectionStrategy {
    @Override
    public String id() {
      return "least";
    }

    @Override
    public Selection select(Epoch epoch) {
      return Selection.none(Nets.small());
    }
  }

  @Test
  void twoMethodsAreEnough() {
    NeuronSelectionStrategy strategy = new Least();
    assertThat(strategy.signals()).isEmpty();
    assertThat(strategy.parameters()).isEmpty();
    assertThat(strategy.observationImages()).isZero();
    assertThat(strategy.unit(Parameters.of(List.of(), Map.of()))).isEqualTo(Unit.OUTPUT_CHANNEL);
    assertThat(strategy.reselection()).isEqualTo(Reselection.EVERY_EPOCH);
    assertThat(strategy.usesBudget()).isTrue();
    assertThat(strategy.description()).isEmpty();
  }

  @Test
  void signalsAreNamedInWords() {
    assertThat(Signal.values())
        .extracting(Signal::id)
        .containsExactly(
            "output-similarity",
            "gradient-norm",
            "weight-norm",
            "weight-change",
            "training-gradient-norm",
            "layer-gradient-norm",
            "fisher",
            "trial-step-gain",
            "weights");
  }
}
