package org.neuronbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedPowerTest {

  @ParameterizedTest
  @CsvSource({
    "0.5, 2", "0.5, 3", "0.5, 5", "0.5, 10", "0.5, 12", "1.0, 2", "1.0, 3", "1.0, 5", "1.0, 10",
    "1.0, 12", "2.0, 2", "2.0, 3", "2.0, 5", "2.0, 10", "2.0, 12"
  })
  void agreesWithStatsmodels(double effect, int seeds) {
    Expected.check("power" + effect + "-" + seeds, PairedPower.of(seeds, effect, 0.05));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 1, 2, 4})
  void needsAsManySeedsAsStatsmodels(double effect) {
    assertThat(PairedPower.seedsNeeded(effect, 0.05, 0.8))
        .hasValue((int) Expected.value("seeds" + effect));
  }

  @Test
  void findsNoDifferenceWhereThereIsNoneButByChance() {
    assertThat(PairedPower.of(5, 0, 0.05)).isCloseTo(0.05, within(1e-9));
    assertThat(PairedPower.seedsNeeded(0, 0.05, 0.8)).isEmpty();
  }

  @Test
  void theDirectionDoesNotMatter() {
    assertThat(PairedPower.of(5, -1.3, 0.05)).isEqualTo(PairedPower.of(5, 1.3, 0.05));
  }

  @Test
  void twoSeedsAreTheFewest() {
    assertThat(PairedPower.seedsNeeded(1000, 0.05, 0.8)).hasValue(2);
  }
}
