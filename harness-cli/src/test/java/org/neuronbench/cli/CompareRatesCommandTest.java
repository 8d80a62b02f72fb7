package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompareRatesCommandTest {

  @Test
  void printsARowForEachCombination() {
    Outcome rates =
        Outcome.of("compare-rates", "--seeds", "2,5", "--entries", "1", "--repetitions", "20");
    assertThat(rates.code()).isZero();
    assertThat(rates.out()).containsPattern("\n +1 +2 +\\d").containsPattern("\n +1 +5 +\\d");
  }

  @Test
  void refusesNoSeeds() {
    Outcome wrong = Outcome.of("compare-rates", "--seeds", "0");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("seeds is 0, expected 1 or more");
  }
}
