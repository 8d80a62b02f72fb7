package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.FlopsSaved;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

class FlopsSavedTest {

  /** Layer c1: 15 neurons of 64 MACs; c2: 5 of 32; 1,120 MACs. */
  private final Network network = new FakeModel("m", "").network();

  @Test
  void isTheShareOfFrozenMacs() {
    assertThat(FlopsSaved.percent(Selection.of(network, 0, 1, 15)))
        .isCloseTo(100.0 * (1120 - 2 * 64 - 32) / 1120, within(1e-12));
  }

  /** The input of c2 has 16 values and its output 4: 15 neurons of 64 and 5 of 128; 1,600. */
  @Test
  void byInputMapsIsTheirsWhoCountThose() {
    assertThat(FlopsSaved.percentByInputMaps(Selection.of(network, 0, 1, 15)))
        .isCloseTo(100.0 * (1600 - 2 * 64 - 128) / 1600, within(1e-12));
    assertThat(FlopsSaved.percentByInputMaps(Selection.all(network))).isZero();
  }

  /** An input channel of c1 is 15 weights, one of c2 is 5: 4 of 240 MACs and 8 of 20. */
  @Test
  void countsInputChannelsLikewise() {
    Network inputs = network.in(Unit.INPUT_CHANNEL);
    assertThat(FlopsSaved.percent(Selection.of(inputs, 0, 4)))
        .isCloseTo(100.0 * (1120 - 240 - 20) / 1120, within(1e-12));
    assertThat(FlopsSaved.percent(Selection.all(inputs))).isZero();
  }

  /** Of MobileNetV2-w0.35 at 128 px, by either map; rounded where published, hence 0.0005. */
  @Test
  void theSmallestSchemeOfSparseUpdateSavesWhatWasPublished() {
    Selection scheme = smallestScheme(mobileNetV2().in(Unit.INPUT_CHANNEL));
    assertThat(scheme.size()).isEqualTo(175);
    assertThat(FlopsSaved.percentByInputMaps(scheme)).isCloseTo(96.155, within(0.0005));
    assertThat(FlopsSaved.percent(scheme)).isCloseTo(94.565, within(0.0005));
  }

  /** Input channels by convolution: 36:1 39:1 41:.25 42, 45, 48, 49:.125 (Lin et al. 2022). */
  private static Selection smallestScheme(Network network) {
    double[][] shares = {
      {36, 1}, {39, 1}, {41, 0.25}, {42, 0.125}, {45, 0.125}, {48, 0.125}, {49, 0.125}
    };
    BitSet chosen = new BitSet();
    for (double[] share : shares) {
      ConvolutionLayer layer = network.layers().get((int) share[0]);
      chosen.set(layer.firstNeuron(), layer.firstNeuron() + (int) (layer.neurons() * share[1]));
    }
    return Selection.of(network, chosen);
  }

  /** Blocks of input channels, width, output channels, stride and edge of the input maps. */
  private static Network mobileNetV2() {
    int[][] blocks = {
      {8, 48, 8, 2, 64}, {8, 48, 8, 1, 32}, {8, 48, 16, 2, 32}, {16, 96, 16, 1, 16},
      {16, 96, 16, 1, 16}, {16, 96, 24, 2, 16}, {24, 144, 24, 1, 8}, {24, 144, 24, 1, 8},
      {24, 144, 24, 1, 8}, {24, 144, 32, 1, 8}, {32, 192, 32, 1, 8}, {32, 192, 32, 1, 8},
      {32, 192, 56, 2, 8}, {56, 336, 56, 1, 4}, {56, 336, 56, 1, 4}, {56, 336, 112, 1, 4}
    };
    List<ConvolutionLayer> layers = new ArrayList<>();
    convolution(layers, 3, 16, 1, 3, 2, 128);
    convolution(layers, 16, 16, 16, 3, 1, 64);
    convolution(layers, 16, 8, 1, 1, 1, 64);
    for (int[] b : blocks) {
      convolution(layers, b[0], b[1], 1, 1, 1, b[4]);
      convolution(layers, b[1], b[1], b[1], 3, b[3], b[4]);
      convolution(layers, b[1], b[2], 1, 1, 1, b[4] / b[3]);
    }
    convolution(layers, 112, 448, 1, 1, 1, 4);
    return new Network("mobilenet-v2-w0.35", layers);
  }

  private static void convolution(
      List<ConvolutionLayer> layers,
      int in,
      int out,
      int groups,
      int kernel,
      int stride,
      int edge) {
    int index = layers.size();
    int first = layers.stream().mapToInt(ConvolutionLayer::neurons).sum();
    int after = edge / stride;
    layers.add(
        new ConvolutionLayer(
            "c" + index,
            index,
            first,
            out,
            in,
            groups,
            kernel,
            kernel,
            false,
            edge,
            edge,
            after,
            after));
  }

  @Test
  void rangesFromZeroToAHundred() {
    assertThat(FlopsSaved.percent(Selection.all(network))).isZero();
    assertThat(FlopsSaved.percent(Selection.none(network))).isEqualTo(100);
  }
}
