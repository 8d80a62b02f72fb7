package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservationsTest {

  @Test
  void returnsWhatWasMeasured() {
    Observations observations = Observations.of(Map.of(Signal.WEIGHT_NORM, new double[] {1, 2, 3}));
    assertThat(observations.has(Signal.WEIGHT_NORM)).isTrue();
    assertThat(observations.has(Signal.GRADIENT_NORM)).isFalse();
    assertThat(observations.values(Signal.WEIGHT_NORM)).containsExactly(1, 2, 3);
    assertThat(observations.signals()).containsExactly(Signal.WEIGHT_NORM).isUnmodifiable();
  }

  @Test
  void cannotBeChangedFromOutside() {
    double[] given = {1, 2};
    Observations observations = Observations.of(Map.of(Signal.WEIGHT_CHANGE, given));
    given[0] = 9;
    observations.values(Signal.WEIGHT_CHANGE)[1] = 9;
    assertThat(observations.values(Signal.WEIGHT_CHANGE)).containsExactly(1, 2);
  }

  @Test
  void noneHasNoSignal() {
    assertThat(Observations.none().signals()).isEmpty();
  }

  @Test
  void saysWhyASignalIsAbsent() {
    Observations observations = Observations.of(Map.of(Signal.WEIGHT_NORM, new double[1]));
    assertThatThrownBy(() -> observations.values(Signal.OUTPUT_SIMILARITY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Signal output-similarity was not measured, only [WEIGHT_NORM]; declare it in"
                + " signals() and test has() first");
  }
}
