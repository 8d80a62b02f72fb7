package org.neuronbench.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestMatchTest {

  private static final List<String> IDS =
      List.of("random", "static-random", "velocity", "velocity-per-parameter", "neq");

  @ParameterizedTest
  @CsvSource({
    "randon, random",
    "Velocity, velocity",
    "velocity-per-param, velocity-per-parameter",
    "stat, static-random",
    "nec, neq",
  })
  void findsWhatWasMeant(String text, String match) {
    assertThat(NearestMatch.of(text, IDS)).hasValue(match);
  }

  @ParameterizedTest
  @CsvSource({"gradient", "sparse-update"})
  void findsNothingFarAway(String text) {
    assertThat(NearestMatch.of(text, IDS)).isEmpty();
    assertThat(NearestMatch.hint(text, IDS)).isEmpty();
  }

  @Test
  void wordsTheHint() {
    assertThat(NearestMatch.hint("randon", IDS)).isEqualTo("; did you mean 'random'?");
  }
}
