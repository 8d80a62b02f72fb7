package org.neuronbench.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1 s",
    "59, 59 s",
    "60, 1 min 00 s",
    "3599, 59 min 59 s",
    "3600, 1 h 00 min",
    "90061, 25 h 01 min",
  })
  void wordsADuration(long seconds, String words) {
    assertThat(Progress.words(Duration.ofSeconds(seconds))).isEqualTo(words);
  }
}
