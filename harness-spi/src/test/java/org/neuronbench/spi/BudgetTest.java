package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {

  private final Network network = Nets.small();

  @ParameterizedTest
  @CsvSource({"30, false", "31, true", "32, true"})
  void theBoundIsInclusive(long parameters, boolean allowed) {
    Selection selection = Selection.of(network, 0, 4);
    assertThat(selection.cost()).isEqualTo(31);
    assertThat(new Budget(parameters).allows(selection)).isEqualTo(allowed);
  }

  @Test
  void zeroAllowsTheEmptySelectionOnly() {
    assertThat(new Budget(0).allows(Selection.none(network))).isTrue();
    assertThat(new Budget(0).allows(Selection.of(network, 4))).isFalse();
  }

  @Test
  void unlimitedIsTheWholeNetwork() {
    assertThat(Budget.unlimited(network)).isEqualTo(new Budget(116));
    assertThat(Budget.unlimited(network).allows(Selection.all(network))).isTrue();
  }

  @Test
  void refusesANegativeBound() {
    assertThatThrownBy(() -> new Budget(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A budget must not be negative: -1");
  }

  @ParameterizedTest
  @CsvSource({
    "input-channel-fp32, bytes",
    "output-channel-fp32, bytes",
    "su-int8, bytes",
    "macs, MACs",
  })
  void hasNoParametersIfItCountsSomethingElse(String model, String counts) {
    Budget budget = new Budget(CostModel.named(model).orElseThrow(), 9);
    assertThatThrownBy(budget::parameters)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The budget counts %s (%s), no parameters; fill it with Ranking.fill or tally",
            counts, model);
    assertThat(budget).hasToString("9 %s (%s)", counts, model);
    assertThat(new Budget(9).parameters()).isEqualTo(9);
  }
}
