package org.neuronbench.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

/**
 * Budgets of other costs than parameters: how they are written, what they bound, what is refused.
 */
class CostBudgetTest {

  private static final String MEMORY =
      "a percentage such as 5%, bytes such as 256KiB (B, KiB, MiB, GiB, kB, MB), or stored numbers of"
          + " 4 bytes such as '27946 units'";
  private static final String INT8 =
      "a percentage such as 5%, or bytes such as 49KiB (B, KiB, MiB, GiB, kB, MB)";
  private static final String MACS =
      "a percentage of the backward pass above 0 and up to 100 such as 30%, or a number of"
          + " multiply-accumulates of one image of at least 1";
  private static final String MODELS =
      "memory, weights, input-channel-fp32, output-channel-fp32, input-channel-bf16,"
          + " output-channel-bf16, su-int8, macs";

  @TempDir private Path folder;
  private Written written;

  @BeforeEach
  void write() {
    written = new Written(folder);
  }

  private BudgetSpec only(String budget) {
    List<BudgetSpec> budgets =
        written.with("budgets", "budgets: [" + budget + "]").read().budgets();
    assertThat(budgets).hasSize(1);
    return budgets.get(0);
  }

  /**
   * A neuron sees 4 channels of 8 values: 10 neurons of 4 weights. In bytes: 10 * 4 * 4 of weights,
   * 4 * 4 * 8 of maps, so 288; as released the same. In int8: 40 weights, 32 of maps, 10 biases of
   * 4 bytes, 80 bits, 10 features: 132. MACs: 10 * 4 * 8 = 320.
   */
  private static Network network() {
    return new Network(
        "net", List.of(new ConvolutionLayer("c", 0, 0, 10, 4, 1, 1, 1, false, 2, 4, 2, 4)));
  }

  /** As a key with an amount, in a text, and read again from what it is written as. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memory: 100B               | memory: 100B               | input-channel-fp32  | 100",
        "memory: 0.1250 KiB         | memory: 0.125KiB           | input-channel-fp32  | 128",
        "memory: 0.2kB              | memory: 0.2kB              | input-channel-fp32  | 200",
        "memory: 001KiB             | memory: 1KiB               | input-channel-fp32  | 288",
        "memory: 9GiB               | memory: 9GiB               | input-channel-fp32  | 288",
        "memory: 1MB                | memory: 1MB                | input-channel-fp32  | 288",
        "memory: 1_0 units          | memory: 10 units           | input-channel-fp32  | 40",
        "memory: 50%                | memory: 50%                | input-channel-fp32  | 144",
        "memory: 33.30 %            | memory: 33.3%              | input-channel-fp32  | 95",
        "input-channel-fp32: 100B   | input-channel-fp32: 100B   | input-channel-fp32  | 100",
        "input-channel-bf16: 50%    | input-channel-bf16: 50%    | input-channel-bf16  | 112",
        "output-channel-fp32: 50%   | output-channel-fp32: 50%   | output-channel-fp32 | 144",
        "output-channel-fp32: 5units | output-channel-fp32: 5 units | output-channel-fp32 | 20",
        "su-int8: 50%               | su-int8: 50%               | su-int8             | 66",
        "su-int8: 100B              | su-int8: 100B              | su-int8             | 100",
        "macs: 25%                  | macs: 25%                  | macs                | 80",
        "macs: 1_00                 | macs: 100                  | macs                | 100",
        "weights: 25%               | 25%                        | weights             | 10",
        "weights: 3_0               | 30                         | weights             | 30",
      })
  void isWrittenInOneWayAndBoundsACost(String budget, String text, String model, long limit) {
    BudgetSpec spec = only(budget);
    assertThat(spec.text()).isEqualTo(text);
    assertThat(spec.model()).hasToString(model);
    assertThat(spec.of(network())).isEqualTo(new Budget(spec.model(), limit));
    assertThat(only("'" + budget + "'")).isEqualTo(spec);
    assertThat(only("'" + text + "'")).isEqualTo(spec).isEqualTo(BudgetSpec.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "'{memory: 100B, depthwise-as-released: true}', memory: 100B depthwise-as-released",
    "memory: 5% depthwise-as-released, memory: 5% depthwise-as-released",
    "output-channel-fp32: 5 units  depthwise-as-released,"
        + " output-channel-fp32: 5 units depthwise-as-released",
    "'{memory: 100B, depthwise-as-released: false}', memory: 100B",
  })
  void depthwiseChannelsCountOneWeightIfItSaysSo(String budget, String text) {
    BudgetSpec spec = only(budget);
    assertThat(spec.text()).isEqualTo(text);
    assertThat(spec.model().depthwiseAsReleased()).isEqualTo(text.endsWith("-released"));
    assertThat(only("'" + text + "'")).isEqualTo(spec);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memory | 65536 | {memory}",
        "memory | 256KB | {memory}; KB is 1,000 bytes to some and 1,024 to others",
        "memory | 1TiB | {memory}",
        "memory | .2kB | {memory}",
        "memory | -5KiB | {memory}",
        "memory | 0B | {memory}",
        "memory | 0.4B | {memory}",
        "memory | 0 units | {memory}",
        "memory | -1 units | {memory}",
        "memory | 1.5 units | {memory}",
        "memory | 101% | {memory}",
        "memory | 0% | {memory}",
        "memory | much | {memory}",
        "memory | 999999999999GiB | {memory}",
        "memory | 9223372036854775807 units | {memory}",
        "memory | 4611686018427387905 units | {memory}",
        "output-channel-fp32 | 5 | {memory}",
        "su-int8 | 5 units | {int8}",
        "su-int8 | 49KB | {int8}; KB is 1,000 bytes to some and 1,024 to others",
        "su-int8 | 65536 | {int8}",
        "macs | 5KiB | {macs}",
        "macs | 0 | {macs}",
        "macs | -1 | {macs}",
        "macs | 1.5 | {macs}",
        "macs | 1e9 | {macs}",
        "macs | 9223372036854775808 | {macs}",
        "macs | -30% | {macs}",
        "weights | 0 | {weights}",
        "weights | 1KiB | {weights}",
        "weights | 1.5 | {weights}",
      })
  void refusesAnAmountAndSaysWhatIsAllowed(String key, String amount, String expected) {
    String words =
        expected
            .replace("{memory}", MEMORY)
            .replace("{int8}", INT8)
            .replace("{macs}", MACS)
            .replace("{weights}", BudgetSpec.EXPECTED);
    everyWay(
        key + ": " + amount,
        "budgets.%s is '%s', expected %s".formatted(key, amount, words),
        "budgets is '%s: %s', expected %s".formatted(key, amount, words));
  }

  @ParameterizedTest
  @CsvSource({"weights, 10%", "macs, 10%", "su-int8, 49KiB"})
  void refusesTheSwitchWhereNoFloatsAreCounted(String key, String amount) {
    String words =
        "an amount without depthwise-as-released, which is for memory, input-channel and output-channel models only";
    assertThat(complaint("{" + key + ": " + amount + ", depthwise-as-released: true}"))
        .isEqualTo(at("budgets.%s is '%s', expected %s".formatted(key, amount, words)));
    String text = key + ": " + amount + " depthwise-as-released";
    assertThat(complaint("'" + text + "'"))
        .isEqualTo(at("budgets is '%s', expected %s".formatted(text, words)));
  }

  @Test
  void refusesAnUnknownCostModel() {
    everyWay(
        "memroy: 5%",
        "unknown key 'budgets.memroy' (value '5%'), expected one of input-channel-bf16,"
            + " input-channel-fp32, macs, memory, output-channel-bf16, output-channel-fp32, su-int8, weights; did you mean 'memory'?",
        "budgets is 'memroy: 5%', expected one of " + MODELS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{memory: 5%, macs: 5%} | budgets is a mapping, expected one cost model with an amount, such as"
            + " 'memory: 256KiB'; cost models are {models}",
        "{depthwise-as-released: true} | budgets is a mapping, expected one cost model with an amount,"
            + " such as 'memory: 256KiB'; cost models are {models}",
        "{memory: 5%, depthwise-as-released: maybe} | budgets.depthwise-as-released is 'maybe',"
            + " expected one of false, true",
        "{memory: [5%]} | budgets.memory is a list, expected an amount",
      })
  void refusesAMappingThatIsNoBudget(String mapping, String message) {
    String words = message.replace("{models}", MODELS);
    assertThat(complaint(mapping)).isEqualTo(at(words));
    assertThat(new Written(folder).complaint("budgets.0=" + mapping))
        .isEqualTo("--set budgets.0=" + mapping + ":1: " + words);
  }

  private String complaint(String budget) {
    return written.with("budgets", "budgets: [" + budget + "]").complaint();
  }

  private String at(String message) {
    return written.file() + ":5: " + message;
  }

  /** As a key with an amount, as a text, and as a key on the command line. */
  private void everyWay(String budget, String ofKey, String ofText) {
    assertThat(complaint(budget)).isEqualTo(at(ofKey));
    assertThat(complaint("'" + budget + "'")).isEqualTo(at(ofText));
    assertThat(new Written(folder).complaint("budgets.0=" + budget))
        .isEqualTo("--set budgets.0=" + budget + ":1: " + ofKey);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memory: 289B | budget memory: 289B exceeds the 288 bytes of net: it bounds nothing there",
        "macs: 321 | budget macs: 321 exceeds the 320 MACs of net: it bounds nothing there",
        "memory: 71B | budget memory: 71B is too small for net: its cheapest neuron costs 72 bytes, so"
            + " none can be updated",
        "macs: 31 | budget macs: 31 is too small for net: its cheapest neuron costs 32 MACs, so none"
            + " can be updated",
      })
  void remarksOnABudgetThatBoundsNothingOrAllOfIt(String budget, String remark) {
    assertThat(BudgetSpec.parse(budget).remark(network())).contains(remark);
  }

  /**
   * An input channel costs 10 weights and a map of 8: 72 bytes. An output channel opens all maps.
   */
  @ParameterizedTest
  @CsvSource({"memory: 72B", "macs: 32", "memory: 288B", "macs: 100%", "su-int8: 100%"})
  void remarksOnNothingUsual(String budget) {
    assertThat(BudgetSpec.parse(budget).remark(network())).isEmpty();
  }
}
