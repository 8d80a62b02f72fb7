package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;

class RepeatabilityTest {

  private static final Network NETWORK = Nets.mobileNetV2();

  @ParameterizedTest
  @MethodSource("org.neuronbench.strategies.BuiltIns#ids")
  void theSameSeedGivesTheSameSelections(String id) {
    assertThat(selections(id, 7)).isEqualTo(selections(id, 7));
  }

  @ParameterizedTest
  @MethodSource("org.neuronbench.strategies.BuiltIns#ids")
  void instancesDoNotDisturbEachOther(String id) {
    Started first = Started.of(BuiltIns.fresh(id), NETWORK, 200_000, 7, Map.of());
    Selection before = first.next(Measurements.beforeTraining(NETWORK, 0));
    selections(id, 8);
    assertThat(List.of(before, first.next(Measurements.afterEpoch(NETWORK, 1))))
        .isEqualTo(selections(id, 7).subList(0, 2));
  }

  @Test
  void anotherSeedDrawsOtherNeurons() {
    assertThat(selections("random", 7)).doesNotContainAnyElementsOf(selections("random", 8));
    assertThat(selections("static-random", 7))
        .doesNotContainAnyElementsOf(selections("static-random", 8));
  }

  private static List<Selection> selections(String id, long seed) {
    Started started = Started.of(BuiltIns.fresh(id), NETWORK, 200_000, seed, Map.of());
    List<Selection> selections = new ArrayList<>();
    selections.add(started.next(Measurements.beforeTraining(NETWORK, 0)));
    for (int epoch = 1; epoch < 4; epoch++) {
      selections.add(started.next(Measurements.afterEpoch(NETWORK, epoch)));
    }
    return selections;
  }
}
