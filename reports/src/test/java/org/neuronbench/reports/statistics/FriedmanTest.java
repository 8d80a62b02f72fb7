package org.neuronbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FriedmanTest {

  private static final double ALPHA = 0.05;

  @Test
  void agreesWithScipy() {
    Map<String, double[]> entries = new LinkedHashMap<>();
    entries.put("0", new double[] {0.81, 0.66, 0.93, 0.55, 0.77, 0.84});
    entries.put("1", new double[] {0.79, 0.68, 0.90, 0.55, 0.75, 0.85});
    entries.put("2", new double[] {0.74, 0.61, 0.91, 0.55, 0.70, 0.80});
    entries.put("3", new double[] {0.70, 0.61, 0.85, 0.50, 0.72, 0.78});
    Friedman friedman = Friedman.of(entries, ALPHA).orElseThrow();
    assertThat(friedman.datasets()).isEqualTo(6);
    friedman.averageRanks().forEach((entry, rank) -> Expected.check("rank" + entry, rank));
    Expected.check("friedman-chi", friedman.chiSquare());
    Expected.check("friedman-p", friedman.pValue());
    Expected.check("nemenyi4", friedman.criticalDifference());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 10, 20})
  void quantilesOfTheStudentizedRangeAgreeWithScipy(int values) {
    Expected.check("studentized-range" + values, StudentizedRange.upperQuantile(ALPHA, values));
  }

  /** Demšar (2006), table 5: q of the Nemenyi test at 0.05 is 2.343 for 3 classifiers. */
  @Test
  void quantilesAgreeWithDemsarsTable() {
    assertThat(StudentizedRange.upperQuantile(ALPHA, 3) / Math.sqrt(2))
        .isCloseTo(2.343, within(1e-3));
    assertThat(StudentizedRange.upperQuantile(0.1, 10) / Math.sqrt(2))
        .isCloseTo(2.920, within(1e-3));
  }

  @Test
  void perfectAgreementHasTheChanceOfAgreeing() {
    Friedman friedman =
        Friedman.of(
                Map.of(
                    "best", new double[] {3, 3, 3},
                    "middle", new double[] {2, 2, 2},
                    "worst", new double[] {1, 1, 1}),
                ALPHA)
            .orElseThrow();
    assertThat(friedman.averageRanks()).containsEntry("best", 1.0).containsEntry("worst", 3.0);
    assertThat(friedman.pValue()).isCloseTo(1 / 36.0, within(1e-12));
  }

  @Test
  void tiesEverywhereAreNoDifference() {
    Friedman friedman =
        Friedman.of(Map.of("a", new double[] {1, 2}, "b", new double[] {1, 2}), ALPHA)
            .orElseThrow();
    assertThat(friedman.averageRanks()).containsEntry("a", 1.5).containsEntry("b", 1.5);
    assertThat(friedman.chiSquare()).isZero();
    assertThat(friedman.pValue()).isEqualTo(1);
  }

  @Test
  void oneDatasetOrOneEntryIsTooFew() {
    assertThat(Friedman.of(Map.of("a", new double[] {1}, "b", new double[] {2}), ALPHA)).isEmpty();
    assertThat(Friedman.of(Map.of("a", new double[] {1, 2}), ALPHA)).isEmpty();
    assertThat(Friedman.of(Map.of(), ALPHA)).isEmpty();
  }

  @Test
  void refusesAMissingValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Friedman.of(Map.of("a", new double[] {1, 2}, "b", new double[] {1}), ALPHA))
        .withMessage("Every entry needs a value on every dataset");
  }
}
