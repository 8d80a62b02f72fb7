package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/** What {@code unit:} changes in the strategies that choose either channels. */
class UnitOfChoiceTest {

  private static final Map<String, ?> INPUT = Map.of("unit", "input");

  @ParameterizedTest
  @ValueSource(strings = {"random", "static-random", "rotation"})
  void outputChannelsUnlessToldOtherwise(String id) {
    Budget budget = new Budget(30);
    assertThat(network(id, budget, Map.of()).unit()).isEqualTo(Unit.OUTPUT_CHANNEL);
    assertThat(network(id, budget, Map.of("unit", "output")).unit()).isEqualTo(Unit.OUTPUT_CHANNEL);
    assertThat(network(id, budget, INPUT).unit()).isEqualTo(Unit.INPUT_CHANNEL);
  }

  private static Network network(String id, Budget budget, Map<String, ?> parameters) {
    return Started.of(BuiltIns.fresh(id), Nets.four(), budget, 0, parameters).next().network();
  }

  /** Of the 15 input channels 11 cost 4 (4 + 16) = 80 bytes, those of the last layer 72. */
  @ParameterizedTest
  @CsvSource({"71, 0, 0", "80, 1, 1", "400, 5, 5", "1168, 15, 15", "287, 3, 3"})
  void drawsInputChannelsWithinABudgetOfMemory(long bytes, int least, int most) {
    Budget budget = new Budget(CostModel.INPUT_CHANNEL_FP32, bytes);
    for (String id : new String[] {"random", "static-random"}) {
      Started started = Started.of(BuiltIns.fresh(id), Nets.four(), budget, 3, INPUT);
      for (int epoch = 0; epoch < 20; epoch++) {
        Selection selection = started.next();
        assertThat(selection.size()).as(id).isBetween(least, most);
        assertThat(budget.allows(selection)).isTrue();
      }
    }
  }

  /** An output channel opens the whole input of its layer: 4 times 64 bytes, of layer 0 thrice. */
  @Test
  void outputChannelsPayForWholeMaps() {
    Budget budget = new Budget(CostModel.INPUT_CHANNEL_FP32, 203);
    assertThat(Started.of(new RandomSelection(), Nets.four(), budget, 3, Map.of()).next().size())
        .isZero();
    assertThat(Started.of(new RandomSelection(), Nets.four(), budget, 3, INPUT).next().size())
        .isEqualTo(2);
  }

  @Test
  void staticRandomKeepsItsInputChannels() {
    Network inputs = Nets.four().in(Unit.INPUT_CHANNEL);
    Started started = Started.of(new StaticRandom(), inputs, new Budget(20), 3, INPUT);
    Selection first = started.next();
    assertThat(started.next()).isEqualTo(first);
    assertThat(Started.of(new RandomSelection(), inputs, new Budget(20), 3, INPUT).next())
        .isEqualTo(first);
  }

  @Test
  void countsAsReleasedForOutputChannelsAndParametersOnly() {
    Map<String, ?> released = Map.of("counting", "released", "unit", "input");
    assertThatThrownBy(
            () -> Started.of(new RandomSelection(), Nets.four(), new Budget(9), 0, released))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "counting: released is for output channels and a budget of parameters; use counting:"
                + " paper");
  }

  /** Of 3 input channels half is 1, kept; of 4 output channels half is frozen. */
  @ParameterizedTest
  @CsvSource({"input, 0:.5, 1", "output, 0:.5, 0 3", "input, 0:.9, 0 1", "output, 0:.6, 0 2 3"})
  void sparseUpdateRoundsAsThoseDidWhoChoseThatUnit(String unit, String layers, String chosen) {
    Map<String, ?> parameters = Map.of("unit", unit, "layers", layers);
    Budget budget = new Budget(100);
    boolean input = unit.equals("input");
    double[] norms = new double[input ? 15 : 14];
    System.arraycopy(new double[] {input ? 7 : 9, input ? 8 : 1, 2, input ? 0 : 8}, 0, norms, 0, 4);
    Selection selection =
        Started.of(new SparseUpdate(), Nets.four(), budget, 0, parameters)
            .next(Signal.WEIGHT_NORM, norms);
    assertThat(selection.neurons()).containsExactlyElementsOf(Nets.numbers(chosen));
  }

  /** In bytes of memory schemes are ordered as in weights; one byte less takes the one below. */
  @ParameterizedTest
  @CsvSource({"28281, 0", "28282, 28282", "66591, 46208", "66592, 66592", "93696, 93696"})
  void sparseUpdateTakesTheLargestSchemeThatFitsTheMemory(long units, long used) {
    Budget budget = new Budget(CostModel.INPUT_CHANNEL_FP32, 4 * units);
    Network network = BlockNets.mobileNetV2();
    Selection selection = Started.of(new SparseUpdate(), network, budget, 0, INPUT).next();
    assertThat(budget.model().cost(selection)).isEqualTo(4 * used);
  }

  /** 112 features are counted whatever is trained: the head alone, in less than they take. */
  @Test
  void sparseUpdateTrainsNothingBelowWhatInt8CountsWithoutAnyChannel() {
    Budget budget = new Budget(CostModel.SU_INT8, 100);
    Network network = BlockNets.withoutMix("mbv2");
    assertThat(Started.of(new SparseUpdate(), network, budget, 0, INPUT).next().size()).isZero();
  }
}
