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
}
