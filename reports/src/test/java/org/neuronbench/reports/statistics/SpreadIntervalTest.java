package org.neuronbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadIntervalTest {

  @Test
  void agreesWithScipy() {
    Interval interval = SpreadInterval.of(Expected.A, 0.95).orElseThrow();
    Expected.check("deviation-low", interval.low());
    Expected.check("deviation-high", interval.high());
  }

  @Test
  void oneValueOrEqualValuesHaveNone() {
    assertThat(SpreadInterval.of(new double[] {1}, 0.95)).isEmpty();
    assertThat(SpreadInterval.of(new double[] {1, 1, 1}, 0.95)).isEmpty();
  }
}
