package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;

class SparseUpdateSchemeTest {

  @ParameterizedTest
  @CsvSource({"'0:1', 90", "'0:.5', 45", "' 0:0.25 ', 27", "'0:0', 0", "'0:.01', 9"})
  void costsItsShareRoundedUp(String text, long cost) {
    assertThat(SparseUpdateScheme.parse("layers", 0, text).cost(Nets.ten(), CostModel.WEIGHTS))
        .isEqualTo(cost);
  }

  @ParameterizedTest
  @ValueSource(strings = {"36:1 39:.25", "36:1,39:.25", " 36:1,  39:0.25 "})
  void separatesPairsBySpacesOrCommas(String text) {
    assertThat(SparseUpdateScheme.parse("own", 0, text)).hasToString("own (36:1.0 39:0.25)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"36", "36:", ":1", "36:1:1", "a:1", "36:x", "36:1.5", "36:-.1", "1:NaN"})
  void refusesWhatIsNoPair(String text) {
    assertThatThrownBy(() -> SparseUpdateScheme.parse("layers", 0, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "layers: '%s' is not allowed, expected LAYER:SHARE pairs such as '36:1 39:.25', shares"
                + " from 0 to 1",
            text);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 52, -1})
  void refusesAConvolutionThatDoesNotExist(int layer) {
    Network ten = Nets.ten();
    assertThatThrownBy(
            () -> SparseUpdateScheme.parse("layers", 0, layer + ":1").cost(ten, CostModel.WEIGHTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scheme layers names convolution %d; ten has convolutions 0 to 0", layer);
  }

  @Test
  void trainsNothingWhereNoSchemeFits() {
    Network network = Nets.mobileNetV2();
    SparseUpdateScheme scheme = SparseUpdateScheme.largestWithin(network, new Budget(1));
    assertThat(scheme.cost(network, CostModel.WEIGHTS)).isZero();
    assertThat(scheme).hasToString("none ()");
  }
}
