package org.neuronbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstimateTest {

  @ParameterizedTest
  @ValueSource(doubles = {0.9, 0.95, 0.99})
  void agreesWithScipy(double confidence) {
    Estimate estimate = Estimate.of(Expected.A, confidence).orElseThrow();
    Expected.check("mean", estimate.mean());
    Expected.check("deviation", estimate.standardDeviation().orElseThrow());
    Expected.check("low" + confidence, estimate.interval().orElseThrow().low());
    Expected.check("high" + confidence, estimate.interval().orElseThrow().high());
  }

  @Test
  void oneValueHasNoSpreadAndNoInterval() {
    Estimate estimate = Estimate.of(List.of(0.7)).orElseThrow();
    assertThat(estimate.mean()).isEqualTo(0.7);
    assertThat(estimate.standardDeviation()).isEmpty();
    assertThat(estimate.interval()).isEmpty();
  }

  /** Of 0.1 points: t(0.975; 2) 0.001 / sqrt 3. */
  @Test
  void equalAccuraciesHaveAnIntervalOfTheLeastSpread() {
    Estimate estimate = Estimate.of(List.of(0.5, 0.5, 0.5)).orElseThrow();
    assertThat(estimate.standardDeviation()).hasValue(0);
    assertThat(estimate.interval().orElseThrow().low()).isCloseTo(0.497515862, within(1e-9));
  }

  @Test
  void doesNotDependOnTheOrderOfTheValues() {
    assertThat(Estimate.of(List.of(0.1, 0.7, 0.3, 0.9)))
        .isEqualTo(Estimate.of(List.of(0.9, 0.3, 0.1, 0.7)));
  }

  @Test
  void nothingHasNoEstimate() {
    assertThat(Estimate.of(List.of())).isEmpty();
  }

  @Test
  void refusesAConfidenceThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Estimate.of(Expected.A, 95))
        .withMessage("confidence must lie between 0 and 1, not 95.0");
  }
}
