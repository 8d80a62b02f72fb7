package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Costs added up by hand, after the formulas of {@link CostModel}. */
class CostModelTest {

  private static CostModel model(String name) {
    return CostModel.named(name).orElseThrow();
  }

  private static ConvolutionLayer layer(String name) {
    return switch (name) {
      case "1x1" -> Nets.square(3, 2, 1, 1, false, 4, 4);
      case "3x3" -> Nets.square(3, 2, 1, 3, false, 4, 4);
      case "biased" -> Nets.square(3, 2, 1, 3, true, 4, 4);
      case "depthwise" -> Nets.square(4, 4, 4, 3, false, 4, 4);
      case "grouped" -> Nets.square(4, 6, 2, 3, false, 4, 4);
      case "strided" -> Nets.square(3, 2, 1, 3, false, 4, 2);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /**
   * The first neuron, the next of its group, and all of them: output channels, then input channels.
   * A map has 16 values.
   */
  @ParameterizedTest
  @CsvSource({
    "1x1,       weights,               3,   3,    6,   2,   2,    6",
    "1x1,       input-channel-fp32,  204,  12,  216,  72,  72,  216",
    "1x1,       output-channel-fp32, 204,  12,  216, 200,   8,  216",
    "1x1,       input-channel-bf16,  108,  12,  120,  40,  40,  120",
    "1x1,       output-channel-bf16, 108,  12,  120, 104,   8,  120",
    "1x1,       su-int8,              63,   3,   68,  30,  18,   68",
    "1x1,       macs,                 48,  48,   96,  32,  32,   96",
    "3x3,       weights,              27,  27,   54,  18,  18,   54",
    "3x3,       input-channel-fp32,  300, 108,  408, 136, 136,  408",
    "3x3,       output-channel-fp32, 300, 108,  408, 264,  72,  408",
    "3x3,       su-int8,              87,  27,  116,  46,  34,  116",
    "3x3,       macs,                432, 432,  864, 288, 288,  864",
    "biased,    weights,              28,  28,   56,  18,  18,   54",
    "biased,    input-channel-fp32,  304, 112,  416, 136, 136,  408",
    "biased,    output-channel-fp32, 304, 112,  416, 264,  72,  408",
    "biased,    su-int8,              87,  27,  116,  46,  34,  116",
    "biased,    macs,                432, 432,  864, 288, 288,  864",
    "depthwise, weights,               9,   9,   36,   9,   9,   36",
    "depthwise, input-channel-fp32,  100, 100,  400, 100, 100,  400",
    "depthwise, output-channel-fp32, 100, 100,  400, 100, 100,  400",
    "depthwise, su-int8,              49,  25,  128,  49,  25,  128",
    "depthwise, macs,                144, 144,  576, 144, 144,  576",
    "grouped,   weights,              18,  18,  108,  27,  27,  108",
    "grouped,   input-channel-fp32,  200,  72,  688, 172, 172,  688",
    "grouped,   output-channel-fp32, 200,  72,  688, 236, 108,  688",
    "grouped,   input-channel-bf16,  136,  72,  560, 140, 140,  560",
    "grouped,   su-int8,              86,  18,  214,  79,  43,  214",
    "grouped,   macs,                288, 288, 1728, 432, 432, 1728",
    "strided,   weights,              27,  27,   54,  18,  18,   54",
    "strided,   input-channel-fp32,  300, 108,  408, 136, 136,  408",
    "strided,   output-channel-fp32, 300, 108,  408, 264,  72,  408",
    "strided,   su-int8,              84,  27,  113,  43,  34,  113",
    "strided,   macs,                108, 108,  216,  72,  72,  216",
  })
  void aNeuronAndWhatOpeningCosts(
      String layer,
      String model,
      long first,
      long next,
      long all,
      long firstInput,
      long nextInput,
      long allInput) {
    assertThat(costs(layer, Unit.OUTPUT_CHANNEL, model(model))).containsExactly(first, next, all);
    assertThat(costs(layer, Unit.INPUT_CHANNEL, model(model)))
        .containsExactly(firstInput, nextInput, allInput);
  }

  private static List<Long> costs(String layer, Unit unit, CostModel model) {
    Network network = Nets.of(unit, layer(layer));
    Tally tally = new Budget(model, Long.MAX_VALUE).tally(network);
    long first = tally.costOf(0);
    assertThat(tally.tryAdd(0)).isTrue();
    return List.of(first, tally.costOf(1), model.total(network));
  }

  /** Neurons 0 to 2 see the first two channels, neurons 3 to 5 the others. */
  @Test
  void everyGroupIsOpenedOnce() {
    Network network = Nets.of(Unit.OUTPUT_CHANNEL, layer("grouped"));
    Tally tally = new Budget(model("input-channel-fp32"), 688).tally(network);
    assertThat(tally.tryAdd(0)).isTrue();
    assertThat(tally.costOf(2)).isEqualTo(72);
    assertThat(tally.costOf(3)).isEqualTo(72 + 128);
  }

  /** One weight of four bytes in place of nine, and no bias. */
  @ParameterizedTest
  @CsvSource({"input-channel-fp32, 68", "output-channel-fp32, 68"})
  void aDepthwiseChannelAsReleasedCountsOneWeight(String model, long cost) {
    CostModel released = model(model).asReleased();
    for (Unit unit : Unit.values()) {
      assertThat(costs("depthwise", unit, released)).containsExactly(cost, cost, 4 * cost);
    }
    assertThat(costs("grouped", Unit.OUTPUT_CHANNEL, released)).containsExactly(200L, 72L, 688L);
  }

  @ParameterizedTest
  @MethodSource("org.neuronbench.spi.CostModel#all")
  void nothingChosenCostsNothingButTheFeaturesOfTheHead(CostModel model) {
    Network network = Nets.of(Unit.OUTPUT_CHANNEL, layer("grouped"));
    long features = model.kind() == CostModel.Kind.SU_INT8 ? 6 : 0;
    assertThat(model.cost(Selection.none(network))).isEqualTo(features);
    assertThat(new Budget(model, 0).allows(Selection.none(network))).isTrue();
    assertThat(new Budget(model, 0).allows(Selection.of(network, 0))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"weights", "su-int8", "macs"})
  void countsDepthwiseAsReleasedInMemoryOfFloatsOnly(String model) {
    assertThatThrownBy(model(model)::asReleased)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "depthwise-as-released is for input-channel and output-channel models, not for %s",
            model);
  }

  @Test
  void refusesBiasesThatAreNotThere() {
    assertThatThrownBy(() -> CostModel.suInt8(-1)).hasMessage("There are no -1 convolutions");
    assertThatThrownBy(() -> new CostModel(CostModel.Kind.MACS, false, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("macs does not count 2 layers of biases");
  }

  @Test
  void isNamed() {
    assertThat(CostModel.all())
        .extracting(CostModel::toString)
        .containsExactly(
            "weights",
            "input-channel-fp32",
            "output-channel-fp32",
            "input-channel-bf16",
            "output-channel-bf16",
            "su-int8",
            "macs");
    assertThat(CostModel.INPUT_CHANNEL_FP32.asReleased())
        .hasToString("input-channel-fp32 depthwise-as-released");
    assertThat(CostModel.suInt8(2)).hasToString("su-int8 biases=2");
    assertThat(CostModel.named("memory")).isEmpty();
  }
}
