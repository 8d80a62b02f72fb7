package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

class RepeatabilityTest {

  private static final Network NETWORK = Nets.mobileNetV2();
  private static final Network INPUTS = NETWORK.in(Unit.INPUT_CHANNEL);

  @ParameterizedTest
  @MethodSource("org.neuronbench.strategies.BuiltIns#ids")
  void theSameSeedGivesTheSameSelections(String id) {
    assertThat(selections(id, 7)).isEqualTo(selections(id, 7));
  }

  @ParameterizedTest
  @MethodSource("org.neuronbench.strategies.BuiltIns#ids")
  void instancesDoNotDisturbEachOther(String id) {
    NeuronSelectionStrategy strategy = BuiltIns.fresh(id);
    Network network = inUnitOf(strategy);
    Started first = Started.of(strategy, network, budget(id), 7, Map.of());
    Selection before = first.next(Measurements.beforeTraining(network, 0));
    selections(id, 8);
    assertThat(List.of(before, first.next(Measurements.afterEpoch(network, 1))))
        .isEqualTo(selections(id, 7).subList(0, 2));
  }

  @Test
  void anotherSeedDrawsOtherNeurons() {
    assertThat(selections("random", 7)).doesNotContainAnyElementsOf(selections("random", 8));
    assertThat(selections("static-random", 7))
        .doesNotContainAnyElementsOf(selections("static-random", 8));
  }

  private static List<Selection> selections(String id, long seed) {
    NeuronSelectionStrategy strategy = BuiltIns.fresh(id);
    Network network = inUnitOf(strategy);
    Started started = Started.of(strategy, network, budget(id), seed, Map.of());
    List<Selection> selections = new ArrayList<>();
    selections.add(started.next(Measurements.beforeTraining(network, 0)));
    for (int epoch = 1; epoch < 4; epoch++) {
      selections.add(started.next(Measurements.afterEpoch(network, epoch)));
    }
    return selections;
  }

  private static Network inUnitOf(NeuronSelectionStrategy strategy) {
    Unit unit = strategy.unit(Parameters.of(strategy.parameters(), Map.of()));
    return unit == Unit.INPUT_CHANNEL ? INPUTS : NETWORK;
  }

  private static Budget budget(String id) {
    return id.equals("elastic") ? new Budget(CostModel.MACS, 200_000_000) : new Budget(200_000);
  }
}
