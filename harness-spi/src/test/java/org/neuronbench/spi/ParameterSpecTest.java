package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterSpecTest {

  private final ParameterSpec mu = ParameterSpec.number("mu", 0.5, 0, 1, "a weight");
  private final ParameterSpec images = ParameterSpec.integer("images", 3, 0, 10, "a count");
  private final ParameterSpec fill =
      ParameterSpec.choice("fill", List.of("stop", "skip"), "a rule");
  private final ParameterSpec layers = ParameterSpec.text("layers", "", "a scheme");

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "' 0.25 ', 0.25", ".5, .5", "1e-3, 0.001"})
  void readsANumber(String raw, double value) {
    assertThat(mu.parse(raw)).isEqualTo(value);
  }

  @Test
  void readsValuesOfTheirOwnType() {
    assertThat(mu.parse(0.75)).isEqualTo(0.75);
    assertThat(images.parse(7)).isEqualTo(7);
    assertThat(fill.parse("skip")).isEqualTo("skip");
    assertThat(layers.parse(" 36:1 ")).isEqualTo("36:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.0001", "NaN", "Infinity", "abc", "", "0,5"})
  void refusesANumberOutOfRange(String raw) {
    assertThatThrownBy(() -> mu.parse(raw))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mu: '%s' is not allowed, expected a number from 0.0 to 1.0", raw);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "11", "3.0", "2147483648", "x", ""})
  void refusesAWholeNumberOutOfRange(String raw) {
    assertThatThrownBy(() -> images.parse(raw))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("images: '%s' is not allowed, expected a whole number from 0 to 10", raw);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Stop", "stopp", ""})
  void refusesAWordThatIsNoChoice(String raw) {
    assertThatThrownBy(() -> fill.parse(raw))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fill: '%s' is not allowed, expected one of stop, skip", raw);
  }

  @Test
  void namesTheValuesAtTheEdgeOfWhatIsAllowed() {
    assertThat(mu.boundaries()).containsExactly(0.0, 1.0);
    assertThat(images.boundaries()).containsExactly(0, 10);
    assertThat(fill.boundaries()).containsExactly("stop", "skip");
    assertThat(layers.boundaries()).containsExactly("");
  }

  @Test
  void theFirstChoiceIsTheDefault() {
    assertThat(fill.defaultValue()).isEqualTo("stop");
  }

  @Test
  void refusesADefaultOutOfRange() {
    assertThatThrownBy(() -> ParameterSpec.number("mu", 2, 0, 1, ""))
        .hasMessage("mu: '2.0' is not allowed, expected a number from 0.0 to 1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mu", "first_epoch", "first--epoch", "-mu", "1st", "", "mu "})
  void refusesANameThatIsNotHyphenatedWords(String name) {
    assertThatThrownBy(() -> ParameterSpec.text(name, "", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Parameter name '%s' must be lower-case words joined by hyphens", name);
  }

  @Test
  void describesItself() {
    assertThat(mu).hasToString("mu: a number from 0.0 to 1.0, default 0.5");
    assertThat(images).hasToString("images: a whole number from 0 to 10, default 3");
    assertThat(fill).hasToString("fill: one of stop, skip, default stop");
    assertThat(layers.allowed()).isEqualTo("text");
    assertThat(fill.name()).isEqualTo("fill");
    assertThat(fill.help()).isEqualTo("a rule");
  }

  @Test
  void aFileIsNamedByItsPathAndEmptyWithoutOne() {
    ParameterSpec ranking = ParameterSpec.file("ranking", "a file");
    assertThat(ranking.isFile()).isTrue();
    assertThat(layers.isFile()).isFalse();
    assertThat(ranking.defaultValue()).isEqualTo("");
    assertThat(ranking.boundaries()).containsExactly("");
    assertThat(ranking.parse(" a/b.csv ")).isEqualTo("a/b.csv");
    assertThat(ranking).hasToString("ranking: the path of a file, default ");
  }
}
