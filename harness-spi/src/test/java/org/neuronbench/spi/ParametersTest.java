package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {

  private static final List<ParameterSpec> SPECS =
      List.of(
          ParameterSpec.number("mu", 0.5, 0, 1, ""),
          ParameterSpec.integer("images", 0, 0, 9, ""),
          ParameterSpec.text("layers", "all", ""));

  @Test
  void fillsInTheDefaultsInOrder() {
    Parameters parameters = Parameters.of(SPECS, Map.of("images", "4"));
    assertThat(parameters.asMap())
        .containsExactly(entry("mu", 0.5), entry("images", 4), entry("layers", "all"))
        .isUnmodifiable();
    assertThat(parameters.number("mu")).isEqualTo(0.5);
    assertThat(parameters.integer("images")).isEqualTo(4);
    assertThat(parameters.text("layers")).isEqualTo("all");
  }

  @Test
  void describesItself() {
    assertThat(Parameters.of(SPECS, Map.of())).hasToString("{mu=0.5, images=0, layers=all}");
  }

  @Test
  void refusesANameThatWasNotDeclared() {
    assertThatThrownBy(() -> Parameters.of(SPECS, Map.of("mo", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Parameter 'mo' was not declared, expected one of [mu, images, layers]");
  }

  @Test
  void refusesAValueThatIsNotAllowed() {
    assertThatThrownBy(() -> Parameters.of(SPECS, Map.of("mu", 1.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mu: '1.5' is not allowed, expected a number from 0.0 to 1.0");
  }

  @Test
  void refusesToReadAnotherType() {
    Parameters parameters = Parameters.of(SPECS, Map.of());
    assertThatThrownBy(() -> parameters.integer("mu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No Integer parameter 'mu' was declared, only {mu=0.5, images=0, layers=all}");
    assertThatThrownBy(() -> parameters.text("nothing"))
        .hasMessageStartingWith("No String parameter 'nothing' was declared, only {");
  }
}
