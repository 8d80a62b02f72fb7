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

  /** Seeds that coincide count as spread by 0.1 points: t(0.975; 2) 0.001 / sqrt 3 = 0.002484. */
  @Test
  void noDifferenceAtAllIsNoEvidenceOfOne() {
    PairedDifference difference = PairedDifference.of(new double[3], CONFIDENCE);
    assertThat(difference.pValue()).hasValue(1);
    assertThat(difference.interval().orElseThrow().high()).isCloseTo(0.002484138, within(1e-9));
    assertThat(difference.effectSize()).hasValue(0);
  }

  /** Of 0.2 points: t = 0.002 sqrt 3 / 0.001 = 3.4641 with two degrees of freedom. */
  @Test
  void equalDifferencesAreJudgedByTheLeastSpread() {
    PairedDifference difference =
        PairedDifference.of(new double[] {0.002, 0.002, 0.002}, CONFIDENCE);
    assertThat(difference.pValue().orElseThrow()).isCloseTo(0.0741799, within(1e-7));
    assertThat(difference.standardDeviation()).hasValue(0);
    assertThat(difference.interval().orElseThrow().low()).isCloseTo(-0.000484138, within(1e-9));
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
