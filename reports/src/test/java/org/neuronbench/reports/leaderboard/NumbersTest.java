package org.neuronbench.reports.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.results.Metrics;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1048575, 1024.0 KiB",
    "1048576, 1.0 MiB",
    "5368709120, 5.0 GiB",
    "9223372036854775807, 8589934592.0 GiB",
  })
  void givesBytesInTheUnitThatTheyFill(long bytes, String text) {
    assertThat(Numbers.size(bytes)).isEqualTo(text);
  }

  @Test
  void leavesOutTheUnitThatATitleHas() {
    assertThat(Numbers.shown(Metrics.PEAK_BYTES, 1 << 20)).isEqualTo("1.0");
    assertThat(Numbers.shown(Metrics.MEMORY_USE, 1 << 20)).isEqualTo("1.0 MiB");
    assertThat(Numbers.shown(Metrics.SAVED_BYTES, 1536)).isEqualTo("1.5 KiB");
  }

  @Test
  void groupsTheDigitsOfWhatIsCounted() {
    assertThat(Numbers.shown(Metrics.BACKWARD_MACS, 1234567)).isEqualTo("1,234,567");
    assertThat(Numbers.shown(Metrics.PARAMETERS_OUTSIDE_BUDGET, 1234567)).isEqualTo("1,234,567");
  }
}
