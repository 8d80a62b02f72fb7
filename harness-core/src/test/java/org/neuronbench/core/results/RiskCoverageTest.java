package org.neuronbench.core.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskCoverageTest {

  /** Of ten images that abstain by these, the second, fourth, seventh and ninth are wrong. */
  private static final double[] ABSTAIN = {.05, .4, .1, .8, .2, .02, .6, .3, .15, .01};

  private static RiskCoverage ten() {
    BitSet right = new BitSet();
    for (int image : new int[] {0, 2, 4, 5, 7, 9}) {
      right.set(image);
    }
    double[] confidences = new double[10];
    for (int i = 0; i < 10; i++) {
      confidences[i] = 1 - ABSTAIN[i];
    }
    return new RiskCoverage(right, confidences);
  }

  /** By hand: surest first they are right, right, right, right, wrong, right, right, wrong ... */
  @ParameterizedTest
  @CsvSource({
    "1, 0.4",
    "0.9, 0.333333333333",
    "0.8, 0.25",
    "0.7, 0.142857142857",
    "0.5, 0.2",
    "0.4, 0",
  })
  void errorsAtACoverage(double coverage, double error) {
    assertThat(ten().errorAt(coverage)).isEqualTo(error, within(1e-12));
  }

  @Test
  void theAreaIsTheMeanOverCoverages() {
    double sum = 0;
    for (int answered = 1; answered <= 10; answered++) {
      sum += ten().errorAt(answered / 10.0);
    }
    assertThat(ten().area()).isEqualTo(sum / 10, within(1e-12));
  }

  @Test
  void tiesKeepTheirOrder() {
    BitSet right = new BitSet();
    right.set(0);
    assertThat(new RiskCoverage(right, new double[] {0.5, 0.5}).errorAt(0.5)).isZero();
  }
}
