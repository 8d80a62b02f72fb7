package org.neuronbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinningTest {

  @Test
  void keepsTheFirstEpochAndTheLast() {
    assertThat(new Thinning(4).kept(11)).containsExactly(0, 4, 8, 10);
    assertThat(new Thinning(4).kept(9)).containsExactly(0, 4, 8);
    assertThat(new Thinning(1).kept(3)).containsExactly(0, 1, 2);
    assertThat(new Thinning(4).kept(0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "1,5", "9,4", "11,4", "200,7"})
  void countsWhatItKeeps(int epochs, int stride) {
    assertThat(Thinning.count(epochs, stride)).isEqualTo(new Thinning(stride).kept(epochs).size());
  }

  @Test
  void takesTheSmallestStrideThatFits() {
    assertThat(Thinning.within(stride -> Thinning.count(100, stride), 30).stride()).isEqualTo(4);
    assertThat(Thinning.within(stride -> 10, 30).stride()).isEqualTo(1);
  }

  @Test
  void endsWhereNothingFits() {
    assertThat(Thinning.within(stride -> 31, 30).stride()).isGreaterThan(1);
  }

  @Test
  void leavesOutAllIfTheFirstAndLastAreTooMany() {
    assertThat(Thinning.withinOrNothing(stride -> 31, 30).kept(9)).isEmpty();
    assertThat(Thinning.withinOrNothing(stride -> 30, 30).kept(2)).containsExactly(0, 1);
  }
}
