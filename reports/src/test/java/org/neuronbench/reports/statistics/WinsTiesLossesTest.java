package org.neuronbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WinsTiesLossesTest {

  private static final List<PairedDifference> DIFFERENCES =
      List.of(
          of(0.100, 0.101, 0.102), // clear
          of(0.10, -0.08, 0.02), // chance
          of(0, 0, 0),
          of(-0.2, -0.201, -0.199),
          of(-0.1)); // one seed: no test

  @Test
  void countsMeans() {
    assertThat(WinsTiesLosses.byMean(DIFFERENCES)).isEqualTo(new WinsTiesLosses(2, 1, 2));
  }

  @Test
  void countsOnlyWhatIsMoreThanChance() {
    assertThat(WinsTiesLosses.byTest(DIFFERENCES, 0.05)).isEqualTo(new WinsTiesLosses(1, 3, 1));
  }

  private static PairedDifference of(double... differences) {
    return PairedDifference.of(differences, 0.95);
  }
}
