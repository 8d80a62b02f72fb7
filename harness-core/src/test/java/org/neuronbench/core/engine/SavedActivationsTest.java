package org.neuronbench.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Place;
import org.neuronbench.spi.Place.Role;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

class SavedActivationsTest {

  /**
   * Maps of 4 values. 2 channels are expanded to 3, those convolved one by one, and projected to 1,
   * which is the only feature of the classifier.
   */
  private static final Network BLOCK =
      new Network(
          "block",
          List.of(
              layer(0, 0, 3, 2, 1, Role.EXPAND, List.of(), List.of(1)),
              layer(1, 3, 3, 3, 3, Role.DEPTHWISE, List.of(0), List.of(2)),
              layer(2, 6, 1, 3, 1, Role.PROJECT, List.of(1), List.of())));

  private static ConvolutionLayer layer(
      int index,
      int first,
      int out,
      int in,
      int groups,
      Role role,
      List<Integer> before,
      List<Integer> after) {
    Place place = new Place(0, role, before, after);
    return new ConvolutionLayer(
        "c" + index,
        index,
        first,
        out,
        in,
        groups,
        1,
        1,
        false,
        2,
        2,
        2,
        2,
        1,
        1,
        Unit.OUTPUT_CHANNEL,
        place);
  }

  /** 4 bytes of the feature and of each value kept, and of 3 maps of bits 12 / 8 or 24 / 8. */
  @ParameterizedTest
  @CsvSource({
    "OUTPUT_CHANNEL, FROZEN, '',  4",
    "OUTPUT_CHANNEL, FROZEN, 6,   52",
    "OUTPUT_CHANNEL, FROZEN, 3,   22",
    "OUTPUT_CHANNEL, FROZEN, 3 6, 68",
    "OUTPUT_CHANNEL, FROZEN, 0,   39",
    "OUTPUT_CHANNEL, TRAIN,  '',  119",
    "INPUT_CHANNEL,  FROZEN, 6,   20",
    "INPUT_CHANNEL,  FROZEN, 0,   23",
    "INPUT_CHANNEL,  FROZEN, 2 5, 38",
  })
  void keepsWhatChosenWeightsReadAndTheSignsOnTheWay(
      Unit unit, BatchNormMode mode, String neurons, long bytes) {
    Network network = BLOCK.in(unit);
    int[] chosen =
        Stream.of(neurons.split(" "))
            .filter(n -> !n.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    Selection selection = Selection.of(network, chosen);
    assertThat(saved(network, 1, mode, Precision.FLOAT32).predict(selection)).isEqualTo(bytes);
    assertThat(saved(network, 8, mode, Precision.FLOAT32).predict(selection)).isEqualTo(8 * bytes);
  }

  private static SavedActivations saved(
      Network network, int batch, BatchNormMode mode, Precision precision) {
    return new SavedActivations(network, batch, mode, precision);
  }

  /** Of 52 bytes, 4 are the feature and 48 the 12 values that the last convolution reads. */
  @Test
  void mapsOfBfloat16TakeHalf() {
    Selection selection = Selection.of(BLOCK, 6);
    assertThat(saved(BLOCK, 1, BatchNormMode.FROZEN, Precision.BFLOAT16).predict(selection))
        .isEqualTo(4 + 24);
  }
}
