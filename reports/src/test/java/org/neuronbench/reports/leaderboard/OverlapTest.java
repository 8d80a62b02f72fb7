package org.neuronbench.reports.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapTest {

  @Test
  void isTheShareOfCommonNeurons() {
    assertThat(Overlap.of(set(1, 2, 3), set(2, 3, 4))).hasValue(0.5);
    assertThat(Overlap.of(set(1), set(1))).hasValue(1);
    assertThat(Overlap.of(set(1), set(2))).hasValue(0);
    assertThat(Overlap.of(set(), set())).isEmpty();
  }

  @Test
  void betweenSeedsIsTheMeanOverPairsAndEpochs() {
    assertThat(
            Overlap.betweenSeeds(
                List.of(
                    chosen(1, set(1, 2, 3), set(1)),
                    chosen(2, set(2, 3, 4), set(1)),
                    chosen(3, set(2, 3, 4), set(2)))))
        .hasValue((0.5 + 1 + 0.5 + 0 + 1 + 0) / 6);
    assertThat(Overlap.betweenSeeds(List.of(chosen(1, set(1))))).isEmpty();
  }

  @Test
  void betweenStrategiesPairsEqualSeeds() {
    assertThat(
            Overlap.betweenStrategies(
                List.of(chosen(1, set(1)), chosen(2, set(5))),
                List.of(chosen(2, set(5, 6)), chosen(3, set(1)))))
        .hasValue(0.5);
    assertThat(Overlap.betweenStrategies(List.of(chosen(1, set(1))), List.of(chosen(2, set(1)))))
        .isEmpty();
  }

  @Test
  void choicesOfDifferentUnitsAreNotCompared() {
    ChosenNeurons outputs = chosen(1, set(1));
    ChosenNeurons inputs = new ChosenNeurons(1, "input-channel", outputs.epochs());
    assertThat(Overlap.betweenStrategies(List.of(outputs), List.of(inputs))).isEmpty();
    assertThat(Overlap.betweenStrategies(List.of(inputs), List.of(inputs))).hasValue(1);
    assertThat(Overlap.betweenSeeds(List.of(outputs, inputs))).isEmpty();
  }

  @Test
  void betweenEpochsSaysHowMuchIsKept() {
    assertThat(Overlap.betweenEpochs(List.of(chosen(1, set(1), set(1), set(2))))).hasValue(0.5);
    assertThat(Overlap.betweenEpochs(List.of(chosen(1, set(1))))).isEmpty();
  }

  private static ChosenNeurons chosen(long seed, BitSet... epochs) {
    return new ChosenNeurons(
        seed, "output-channel", Arrays.stream(epochs).map(NeuronSet::of).toList());
  }

  private static BitSet set(int... neurons) {
    BitSet set = new BitSet();
    for (int neuron : neurons) {
      set.set(neuron);
    }
    return set;
  }
}
