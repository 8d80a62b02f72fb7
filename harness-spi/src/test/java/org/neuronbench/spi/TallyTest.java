package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TallyTest {

  private static Stream<CostModel> models() {
    return Stream.concat(
        CostModel.all().stream(),
        Stream.of(
            CostModel.INPUT_CHANNEL_FP32.asReleased(),
            CostModel.OUTPUT_CHANNEL_FP32.asReleased(),
            CostModel.suInt8(0),
            CostModel.suInt8(2)));
  }

  private static Stream<Arguments> modelsAndSeeds() {
    return models()
        .flatMap(model -> IntStream.range(0, 50).mapToObj(seed -> Arguments.of(model, seed)));
  }

  @ParameterizedTest
  @MethodSource("modelsAndSeeds")
  void addingNeuronByNeuronCostsWhatTheSelectionCosts(CostModel model, long seed) {
    RandomStream random = new RandomStream(seed);
    Network network = Nets.random(random);
    Tally tally = new Budget(model, Long.MAX_VALUE).tally(network);
    for (int neuron : random.permutation(network.neurons())) {
      long before = tally.used();
      long cost = tally.costOf(neuron);
      assertThat(tally.tryAdd(neuron)).isTrue();
      assertThat(tally.used()).isEqualTo(before + cost).isEqualTo(model.cost(tally.selection()));
      assertThat(tally.costOf(neuron)).isZero();
    }
    assertThat(tally.used()).isEqualTo(model.total(network));
  }

  @ParameterizedTest
  @MethodSource("modelsAndSeeds")
  void aFillStopsAtTheFirstThatDoesNotFitOrSkipsOnlyWhatNeverWould(CostModel model, long seed) {
    RandomStream random = new RandomStream(seed);
    Network network = Nets.random(random);
    Budget budget = new Budget(model, random.nextInt((int) model.total(network) + 2));
    int[] order = random.permutation(network.neurons());
    Selection stopped = Ranking.of(network, order).fill(budget, FillRule.STOP);
    Selection skipped = Ranking.of(network, order).fill(budget, FillRule.SKIP);
    int taken = stopped.size();
    assertThat(stopped)
        .isEqualTo(Selection.of(network, IntStream.of(order).limit(taken).toArray()));
    assertThat(List.of(stopped, skipped)).allMatch(budget::allows);
    assertThat(IntStream.of(order).skip(taken).limit(1))
        .allMatch(next -> !budget.allows(with(stopped, next)));
    assertThat(IntStream.of(order).filter(n -> !skipped.contains(n)))
        .allMatch(left -> !budget.allows(with(skipped, left)));
  }

  private static Selection with(Selection selection, int neuron) {
    BitSet more = selection.toBitSet();
    more.set(neuron);
    return Selection.of(selection.network(), more);
  }

  /** Neuron 0 opens the group for 192 bytes; each costs 108. */
  @Test
  void whatOpensALayerMayNotFitWhereItsNextWould() {
    Network network = Nets.of(Unit.OUTPUT_CHANNEL, Nets.square(3, 2, 1, 3, false, 4, 4));
    Tally tally = new Budget(CostModel.INPUT_CHANNEL_FP32, 299).tally(network);
    assertThat(tally.tryAdd(0)).isFalse();
    assertThat(tally.left()).isEqualTo(299);
    Tally enough = new Budget(CostModel.INPUT_CHANNEL_FP32, 408).tally(network);
    assertThat(enough.tryAdd(0) && enough.tryAdd(1)).isTrue();
    assertThat(enough.left()).isZero();
    assertThat(enough.tryAdd(1)).isTrue();
    assertThat(enough.used()).isEqualTo(408);
  }

  /** The head's two features cost more than the bound. */
  @Test
  void nothingFitsWhereNothingCostsMoreThanTheBound() {
    Network network = Nets.of(Unit.OUTPUT_CHANNEL, Nets.square(3, 2, 1, 3, false, 4, 4));
    Tally tally = new Budget(CostModel.SU_INT8, 1).tally(network);
    assertThat(tally.left()).isEqualTo(-1);
    assertThat(tally.tryAdd(0)).isFalse();
    assertThat(tally.selection()).isEqualTo(Selection.none(network));
  }

  @Test
  void namesANeuronThatDoesNotExist() {
    Tally tally = new Budget(9).tally(Nets.small());
    assertThatThrownBy(() -> tally.tryAdd(6))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("Neuron 6 does not exist: small has neurons 0 to 5");
  }
}
