package org.neuronbench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void dividesBySampleSizeLessOne() {
    // mean 0.7; squares 0.01 + 0 + 0.01 = 0.02; 0.02 / 2 = 0.01; root 0.1
    Spread spread = Spread.of(List.of(0.6, 0.7, 0.8)).orElseThrow();
    assertThat(spread.count()).isEqualTo(3);
    assertThat(spread.mean()).isCloseTo(0.7, within(1e-12));
    assertThat(spread.standardDeviation().orElseThrow()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void hasNoDeviationWithOneValue() {
    assertThat(Spread.of(List.of(0.6)).orElseThrow().standardDeviation()).isEmpty();
  }

  @Test
  void isEmptyWithoutValues() {
    assertThat(Spread.of(List.of())).isEmpty();
  }

  @Test
  void doesNotDependOnOrder() {
    assertThat(Spread.of(List.of(0.1, 0.7, 0.3))).isEqualTo(Spread.of(List.of(0.7, 0.3, 0.1)));
  }
}
