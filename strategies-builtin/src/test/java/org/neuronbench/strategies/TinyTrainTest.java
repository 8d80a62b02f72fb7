package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/**
 * On {@link Nets#four}: layers of 12, 16, 16 and 8 parameters and 16 times as many MACs, which are
 * shares of the largest of 3/4, 1, 1 and 1/2; a layer's potential is divided by the share's square.
 */
class TinyTrainTest {

  /** Potentials 9, 12, 17 and 4; scores 16, 12, 17 and 16.4: layers 2, 3, 0, 1. */
  private static final double[] FISHER = {
    1, 5, 2, 1, /* layer 1 */ 3, 3, 3, 3, /* layer 2 */ 9, 1, 1, 6, /* layer 3 */ 2, 2.1
  };

  private static Selection selected(Budget budget, Map<String, ?> parameters, double... fisher) {
    return Started.of(new TinyTrain(), Nets.four(), budget, 0, parameters)
        .next(Signal.FISHER, fisher);
  }

  /** Neurons of layers 2, 1 and 3 cost 4 parameters, those of layer 0 cost 3. */
  @ParameterizedTest
  @CsvSource({
    "3, ''",
    "4, 8",
    "8, 8 11",
    "12, 8 11 13",
    "15, 1 8 11 13",
    "18, 1 2 8 11 13",
    "22, 1 2 4 8 11 13",
    "100, 1 2 4 5 8 11 13"
  })
  void takesTheBestHalfOfTheBestLayerFirst(long budget, String neurons) {
    assertThat(selected(new Budget(budget), Map.of(), FISHER).neurons())
        .containsExactlyElementsOf(Nets.numbers(neurons));
  }

  @Test
  void takesAnotherShareOfALayer() {
    Budget all = new Budget(100);
    assertThat(selected(all, Map.of("share", 1), FISHER).size()).isEqualTo(14);
    assertThat(selected(all, Map.of("share", 0.01), FISHER).neurons()).containsExactly(1, 4, 8, 13);
  }

  /** A neuron costs 4 parameters, and the first of layer 2 its 4 input maps of 16: 272 bytes. */
  @ParameterizedTest
  @CsvSource({"271, 0", "272, 1", "287, 1", "288, 2", "559, 2", "560, 3"})
  void keepsWithinABudgetOfMemory(long bytes, int neurons) {
    Budget budget = new Budget(CostModel.INPUT_CHANNEL_FP32, bytes);
    assertThat(selected(budget, Map.of(), FISHER).size()).isEqualTo(neurons);
  }

  /** A neuron of layer 2 costs 64 MACs, and opening it the 128 of the layer behind. */
  @ParameterizedTest
  @CsvSource({"191, 0", "192, 1", "256, 2", "320, 3"})
  void keepsWithinABudgetOfTime(long macs, int neurons) {
    Budget budget = new Budget(CostModel.MACS, macs);
    assertThat(selected(budget, Map.of(), FISHER).size()).isEqualTo(neurons);
  }

  /** Without neuron 8, layer 2 has potential 8 and comes last. */
  @Test
  void countsWhatIsNoNumberAsNothing() {
    double[] fisher = FISHER.clone();
    fisher[8] = Double.NaN;
    assertThat(selected(new Budget(4), Map.of(), fisher).neurons()).containsExactly(13);
    assertThat(selected(new Budget(100), Map.of(), fisher).neurons())
        .containsExactly(1, 2, 4, 5, 9, 11, 13);
  }

  @Test
  void isAskedOnce() {
    assertThat(new TinyTrain().reselection().due(0, 0)).isTrue();
    assertThat(IntStream.range(1, 1000).anyMatch(e -> new TinyTrain().reselection().due(e, 0)))
        .isFalse();
  }

  @Test
  void saysWhatToDoWhereFisherInformationIsNotMeasured() {
    assertThatThrownBy(() -> Started.of(new TinyTrain(), Nets.four(), 8).next())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("use training.engine: onednn");
  }
}
