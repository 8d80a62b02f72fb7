package org.neuronbench.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

class BudgetSpecTest {

  /** A network of as many parameters as asked: one neuron that sees so many channels. */
  private static Network network(int parameters) {
    return new Network(
        "net", List.of(new ConvolutionLayer("c", 0, 0, 1, parameters, 1, 1, 1, false, 1, 1, 1, 1)));
  }

  /** Shares of MobileNetV2's 2,189,760 parameters, rounded down. */
  @ParameterizedTest
  @CsvSource({
    "21.2%, 464229",
    "8.8%, 192698",
    "30.8%, 674446",
    "100%, 2189760",
    "50%, 1094880",
    "0.0001%, 2",
    "0.00001%, 0",
    "' 21.2 % ', 464229",
    "464640, 464640",
    "464_640, 464640",
    "1, 1",
    "2189761, 2189760",
    "9223372036854775807, 2189760"
  })
  void isRoundedDownAndNeverExceedsTheNetwork(String text, long parameters) {
    assertThat(BudgetSpec.parse(text).of(network(2_189_760)).parameters()).isEqualTo(parameters);
  }

  /** In binary floating point 0.29 * 100 is 28.999999999999996. */
  @ParameterizedTest
  @CsvSource({"29%, 100, 29", "57%, 100, 57", "8.7%, 1000, 87", "33.3%, 1000, 333"})
  void isExactInDecimal(String text, int network, long parameters) {
    assertThat(BudgetSpec.parse(text).of(network(network)).parameters()).isEqualTo(parameters);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-5%",
        "0%",
        "0.0%",
        "150%",
        "101%",
        "0",
        "-3",
        "abc",
        "",
        "%",
        "5%%",
        "1.5",
        "1e999999999%",
        "1e-999999999%",
        "NaN%",
        "9223372036854775808"
      })
  void refusesWhatIsImpossible(String text) {
    assertThatThrownBy(() -> BudgetSpec.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10  | budget 10 is a count: 10 of the 40000 convolution parameters of net; did you mean 10%?",
        "100 | budget 100 is a count: 100 of the 40000 convolution parameters of net; did you mean"
            + " 100%?",
        "3   | budget 3 is too small for net: its cheapest neuron costs 4 parameters, so none can be"
            + " updated; did you mean 3%?",
        "0.005% | budget 0.005% is too small for net: its cheapest neuron costs 4 parameters, so none"
            + " can be updated",
        "40001 | budget 40001 exceeds the 40000 convolution parameters of net: it bounds nothing there",
      })
  void remarksOnAnOddBudget(String text, String remark) {
    assertThat(BudgetSpec.parse(text).remark(small())).contains(remark);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10%", "101", "40000"})
  void remarksOnNothingUsual(String text) {
    assertThat(BudgetSpec.parse(text).remark(small())).isEmpty();
  }

  /** 10,000 neurons of 4 parameters. */
  private static Network small() {
    return new Network(
        "net", List.of(new ConvolutionLayer("c", 0, 0, 10_000, 4, 1, 1, 1, false, 1, 1, 1, 1)));
  }
}
