package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What opening a layer costs beyond it, on a network with two branches. */
class CostPathsTest {

  /**
   * Layer 0 reaches layers 1 and 2, which are added up before layer 3. Each has one neuron of a
   * weight a channel; the maps have 4 values. MACs of the layers: 4, 8, 12, 16.
   */
  private static final Network BRANCHES =
      Nets.of(
          Unit.OUTPUT_CHANNEL,
          Nets.placed(pointwise(1), 0, 0),
          Nets.placed(pointwise(2), 1, 1, 0),
          Nets.placed(pointwise(3), 2, 2, 0),
          Nets.placed(pointwise(4), 3, 3, 1, 2));

  private static ConvolutionLayer pointwise(int in) {
    return Nets.square(in, 1, 1, 1, false, 2, 2);
  }

  private static Selection chosen(String layers) {
    return Selection.of(BRANCHES, Nets.numbers(layers));
  }

  /** The weight gradients of what is chosen, and input gradients of all layers behind it. */
  @ParameterizedTest
  @CsvSource({
    "3,       16",
    "2,       12 + 16",
    "1,       8 + 16",
    "1 2,     8 + 12 + 16",
    "0,       4 + 8 + 12 + 16",
    "1 3,     8 + 16 + 16",
    "0 1 2 3, 4 + 8 + 12 + 16 + 8 + 12 + 16",
  })
  void inputGradientsRunDownToTheLowestOfEachBranch(String layers, String macs) {
    assertThat(CostModel.MACS.cost(chosen(layers))).isEqualTo(Nets.sum(macs));
  }

  /**
   * A feature of the head; a byte a weight and an input value; a bias of 4 bytes and a mask of one
   * for layer 3, and for every layer from the first chosen on.
   */
  @ParameterizedTest
  @CsvSource({
    "'',      1",
    "3,       1 + 20 + 5",
    "2,       1 + 15 + 5 + 5",
    "1 3,     1 + 10 + 20 + 5 + 5 + 5",
    "0,       1 + 5 + 5 + 5 + 5 + 5",
  })
  void biasesAreTrainedFromTheFirstChosenLayerOn(String layers, String bytes) {
    assertThat(CostModel.SU_INT8.cost(chosen(layers))).isEqualTo(Nets.sum(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "0, '',   1",
    "0, 0 3,  1 + 5 + 20",
    "2, '',   1 + 5 + 5",
    "2, 3,    1 + 5 + 5 + 20",
    "2, 0,    1 + 5 + 5 + 5",
    "9, 3,    1 + 5 + 5 + 5 + 5 + 20",
  })
  void biasesOfTheLastLayersAreTrainedWhateverIsChosen(int biases, String layers, String bytes) {
    assertThat(CostModel.suInt8(biases).cost(chosen(layers))).isEqualTo(Nets.sum(bytes));
  }
}
