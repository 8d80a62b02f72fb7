package org.neuronbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.statistics.inference.TTest;
import org.junit.jupiter.api.Test;

class ModeratedTestsTest {

  private static final double LEAST = 0.01;
  private static final double[] FALLEN = {-2.1, -1.8, -2.6, -1.9};

  @Test
  void agreesWithScipyWhereSpreadsDiffer() {
    check(
        "unlike",
        FALLEN,
        new double[] {0.5, -0.2, 0.1, 0.9, 0.3},
        new double[] {6, -5, 2},
        new double[] {0.1, 0.2, 0.15});
  }

  @Test
  void agreesWithScipyWhereSpreadsAreAlike() {
    check(
        "alike",
        new double[] {-2.1, -1.8, -2.6, -1.2},
        new double[] {0.5, -0.2, 0.1, 0.9, 0.3},
        new double[] {1, 0.2, 0.6});
  }

  @Test
  void twoEntriesAreTestedEachByItself() {
    double[] other = {9, -9, 4};
    assertThat(ModeratedTests.of(List.of(FALLEN, other), LEAST).get(0).pValue())
        .isCloseTo(TTest.withDefaults().test(FALLEN).getPValue(), within(1e-12));
  }

  @Test
  void equalDifferencesHaveTheLeastSpread() {
    ModeratedTests.Test test = ModeratedTests.of(List.of(new double[] {-2, -2, -2}), LEAST).get(0);
    assertThat(test.spread()).isCloseTo(LEAST, within(1e-12));
    assertThat(test.pValue()).isLessThan(1e-4);
    assertThat(test.interval(0.9).within(-2.1, -1.9)).isTrue();
  }

  private static void check(String name, double[]... differences) {
    List<ModeratedTests.Test> tests = ModeratedTests.of(List.of(differences), LEAST);
    for (int i = 0; i < tests.size(); i++) {
      String key = "moderated-" + name + "-";
      Expected.check(key + "spread" + i, tests.get(i).spread());
      Expected.check(key + "df" + i, tests.get(i).degreesOfFreedom());
      Expected.check(key + "p" + i, tests.get(i).pValue());
    }
  }
}
