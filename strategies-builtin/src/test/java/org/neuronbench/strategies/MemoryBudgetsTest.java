package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

/**
 * The memory budgets of arXiv 2510.19675 (Table 1, Figs. 5 and 9) and the schemes of Sparse Update
 * (Lin et al. 2022) behind them, counted in units: stored numbers of 4 bytes. All exact.
 */
class MemoryBudgetsTest {

  private static final CostModel MEMORY = CostModel.INPUT_CHANNEL_FP32;

  private static long units(CostModel model, Selection selection) {
    assertThat(model.cost(selection) % 4).isZero();
    return model.cost(selection) / 4;
  }

  @ParameterizedTest
  @CsvSource({
    "mbv2, 52, 5763, 6208, 288864, 963456, 1252320",
    "mcunet, 42, 5851, 6008, 463216, 846592, 1309808",
    "proxyless, 61, 5419, 5800, 357680, 804352, 1162032"
  })
  void wholeNetworks(
      String name, int convolutions, int in, int out, long weights, long maps, long all) {
    Network network = BlockNets.of(name);
    Network inputs = network.in(Unit.INPUT_CHANNEL);
    assertThat(inputs.layers()).hasSize(convolutions);
    assertThat(inputs.neurons()).isEqualTo(in);
    assertThat(network.neurons()).isEqualTo(out);
    assertThat(CostModel.WEIGHTS.total(inputs)).isEqualTo(weights);
    assertThat(units(MEMORY, Selection.all(inputs)) - weights).isEqualTo(maps);
    assertThat(MEMORY.total(inputs)).isEqualTo(4 * all);
    assertThat(MEMORY.total(network)).as("whole maps of every layer").isEqualTo(4 * all);
  }

  @ParameterizedTest
  @CsvSource({"mbv2, 51, 238688", "mcunet, 42, 463216", "proxyless, 60, 320816"})
  void networksOfThe8BitFiles(String name, int convolutions, long weights) {
    Network network = BlockNets.withoutMix(name);
    assertThat(network.layers()).hasSize(convolutions);
    assertThat(network.parameters()).isEqualTo(weights);
  }

  /** Name in KB: of the 8-bit files, as the scheme's authors count. */
  @ParameterizedTest
  @CsvSource({
    "mbv2, s1, 175, 22410, 5872, 28282, 49",
    "mbv2, s2, 200, 39072, 7136, 46208, 73",
    "mbv2, s3, 235, 55920, 10672, 66592, 99",
    "mbv2, s4, 284, 72384, 11456, 83840, 123",
    "mbv2, s5, 312, 81792, 11904, 93696, 138",
    "mcunet, s1, 60, 12096, 3840, 15936, 49",
    "mcunet, s2, 160, 29440, 10240, 39680, 74",
    "mcunet, s3, 220, 52480, 12352, 64832, 99",
    "mcunet, s4, 250, 75328, 11392, 86720, 124",
    "mcunet, s5, 328, 98560, 14080, 112640, 148",
    "proxyless, s1, 112, 20736, 5248, 25984, 49",
    "proxyless, s2, 196, 36288, 8704, 44992, 74",
    "proxyless, s3, 288, 62976, 9984, 72960, 98",
    "proxyless, s4, 352, 76800, 11776, 88576, 120",
    "proxyless, s5, 384, 89088, 12288, 101376, 148"
  })
  void schemesOfSparseUpdate(
      String name, String scheme, int channels, long weights, long maps, long all, long kibibytes) {
    Selection selection = chosen(BlockNets.of(name), scheme);
    assertThat(selection.size()).isEqualTo(channels);
    assertThat(CostModel.WEIGHTS.cost(selection)).isEqualTo(weights);
    assertThat(units(MEMORY, selection) - weights).isEqualTo(maps);
    assertThat(units(MEMORY, selection)).isEqualTo(all);
    Network int8 = BlockNets.withoutMix(name);
    CostModel int8Model = CostModel.suInt8(SparseUpdateScheme.published(int8, scheme).biases());
    assertThat(int8Model.cost(chosen(int8, scheme)) / 1024).isEqualTo(kibibytes);
  }

  private static Selection chosen(Network network, String scheme) {
    Network inputs = network.in(Unit.INPUT_CHANNEL);
    return SparseUpdateScheme.published(inputs, scheme)
        .select(inputs, new double[inputs.neurons()]);
  }

  /** W + A + 4 bytes a bias of the last 16 + a bit for each of their outputs + 112 features. */
  @Test
  void theSmallestSchemeInBytesOfItsAuthors() {
    assertThat(CostModel.suInt8(16).cost(chosen(BlockNets.withoutMix("mbv2"), "s1")))
        .isEqualTo(22_410 + 5_872 + 12_512 + 10_096 + 112);
  }

  /** The published budget: 42 depthwise channels of the scheme count 1 weight, not 9. */
  @Test
  void theSmallestBudgetCountsDepthwiseChannelsAsReleased() {
    Selection selection = chosen(BlockNets.mobileNetV2(), "s1");
    assertThat(units(MEMORY.asReleased(), selection)).isEqualTo(27_946);
  }

  /** The other two budgets of the table hold no depthwise channel. */
  @ParameterizedTest
  @CsvSource({"s3, 66592", "s5, 93696"})
  void theGreaterBudgetsAreTheSameEitherWay(String scheme, long units) {
    Selection selection = chosen(BlockNets.mobileNetV2(), scheme);
    assertThat(units(MEMORY, selection)).isEqualTo(units);
    assertThat(units(MEMORY.asReleased(), selection)).isEqualTo(units);
  }

  @ParameterizedTest
  @CsvSource({"0, 66112", "1, 16388", "43, 68", "51, 1856"})
  void aChannelAsReleasedInBytes(int convolution, long bytes) {
    Network network = BlockNets.mobileNetV2().in(Unit.INPUT_CHANNEL);
    int first = network.layers().get(convolution).firstNeuron();
    assertThat(MEMORY.asReleased().cost(Selection.of(network, first))).isEqualTo(bytes);
    assertThat(new Budget(MEMORY.asReleased(), Long.MAX_VALUE).tally(network).costOf(first))
        .isEqualTo(bytes);
  }

  /** Both units of a depthwise convolution are the same channels, whatever is counted. */
  @ParameterizedTest
  @ValueSource(strings = {"mbv2", "mcunet", "proxyless"})
  void aDepthwiseChannelCostsTheSameInBothUnits(String name) {
    Network outputs = BlockNets.of(name);
    Network inputs = outputs.in(Unit.INPUT_CHANNEL);
    for (ConvolutionLayer layer : outputs.layers().stream().filter(l -> l.depthwise()).toList()) {
      int out = layer.firstNeuron();
      int in = inputs.layers().get(layer.index()).firstNeuron();
      for (CostModel model : CostModel.all()) {
        assertThat(model.cost(Selection.of(inputs, in, in + 3)))
            .as("%s of %s", model, layer)
            .isEqualTo(model.cost(Selection.of(outputs, out, out + 3)));
      }
      assertThat(MEMORY.asReleased().cost(Selection.of(inputs, in)))
          .isEqualTo(MEMORY.asReleased().cost(Selection.of(outputs, out)));
    }
  }
}
