package org.neuronbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {

  private static final double CONFIDENCE = 0.95;

  @Test
  void agreesWithScipy() {
    PairedDifference difference =
        PairedDifference.of(bySeed(Expected.A), bySeed(Expected.B), CONFIDENCE).orElseThrow();
    assertThat(difference.pairs()).isEqualTo(5);
    Expected.check("paired-mean", difference.mean());
    Expected.check("paired-deviation", difference.standardDeviation().orElseThrow());
    Expected.check("paired-low", difference.interval().orElseThrow().low());
    Expected.check("paired-high", difference.interval().orElseThrow().high());
    Expected.check("paired-p", difference.pValue().orElseThrow());
    Expected.check("paired-p-below", difference.pBelowZero().orElseThrow());
    Expected.check("paired-p-above", difference.pAboveZero().orElseThrow());
    Expected.check("paired-effect", difference.effectSize().orElseThrow());
  }

  @Test
  void pairsTheSeedsThatBothHave() {
    PairedDifference difference =
        PairedDifference.of(
                Map.of(1L, 0.5, 2L, 0.6, 9L, 0.9), Map.of(2L, 0.5, 1L, 0.2, 7L, 0.0), CONFIDENCE)
            .orElseThrow();
    assertThat(difference.pairs()).isEqualTo(2);
    assertThat(difference.mean()).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void withoutACommonSeedThereIsNoDifference() {
    assertThat(PairedDifference.of(Map.of(1L, 0.5), Map.of(2L, 0.5), CONFIDENCE)).isEmpty();
  }

  @Test
  void onePairHasAMeanAndNothingElse() {
    PairedDifference difference = PairedDifference.of(new double[] {0.1}, CONFIDENCE);
    assertThat(difference.mean()).isEqualTo(0.1);
    assertThat(difference.interval()).isEmpty();
    assertThat(difference.pValue()).isEmpty();
    assertThat(difference.pBelowZero()).isEmpty();
    assertThat(difference.effectSize()).isEmpty();
  }

  @Test
  void noDifferenceAtAllIsNoEvidenceOfOne() {
    PairedDifference difference = PairedDifference.of(new double[3], CONFIDENCE);
    assertThat(difference.pValue()).hasValue(1);
    assertThat(difference.interval()).contains(new Interval(0, 0, CONFIDENCE));
    assertThat(difference.effectSize()).isEmpty();
  }

  @Test
  void equalDifferencesAreJudgedByTheirSigns() {
    PairedDifference difference =
        PairedDifference.of(new double[] {0.5, 0.5, 0.5, 0.5}, CONFIDENCE);
    Expected.check("sign-flip-p", difference.pValue().orElseThrow());
    assertThat(difference.pAboveZero()).hasValue(1 / 16.0);
    assertThat(difference.pBelowZero()).hasValue(1);
    assertThat(difference.interval()).isEmpty();
    assertThat(difference.effectSize()).isEmpty();
  }

  @Test
  void differencesThatAreEqualButForRoundingAreEqual() {
    PairedDifference difference =
        PairedDifference.of(new double[] {0.3 - 0.2, 0.4 - 0.3, 0.5 - 0.4}, CONFIDENCE);
    assertThat(difference.pValue()).hasValue(0.25);
  }

  @Test
  void twoPairsHaveNoEffectSize() {
    assertThat(PairedDifference.of(new double[] {0.1, 0.3}, CONFIDENCE).effectSize()).isEmpty();
  }

  private static Map<Long, Double> bySeed(double[] values) {
    Map<Long, Double> bySeed = new HashMap<>();
    for (int seed = 0; seed < values.length; seed++) {
      bySeed.put((long) seed, values[seed]);
    }
    return bySeed;
  }
}
