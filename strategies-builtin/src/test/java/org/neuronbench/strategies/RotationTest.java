package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Reselection;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;

class RotationTest {

  private static List<Selection> windows(
      Network network, Budget budget, int count, Map<String, ?> parameters) {
    Started started = Started.of(new Rotation(), network, budget, 5, parameters);
    return Stream.generate(started::next).limit(count).toList();
  }

  private static BitSet union(List<Selection> selections) {
    BitSet all = new BitSet();
    selections.forEach(s -> all.or(s.toBitSet()));
    return all;
  }

  /** Ten neurons of 9 parameters, three in 27: windows of 3, 3, 3 and 1. */
  @Test
  void aRoundVisitsEveryChannelOnce() {
    List<Selection> round = windows(Nets.ten(), new Budget(27), 4, Map.of());
    assertThat(round).extracting(Selection::size).containsExactly(3, 3, 3, 1);
    assertThat(union(round).cardinality()).isEqualTo(10);
  }

  @Test
  void theNextRoundIsTheSameOneIfCyclic() {
    List<Selection> windows = windows(Nets.ten(), new Budget(27), 8, Map.of());
    assertThat(windows.subList(4, 8)).isEqualTo(windows.subList(0, 4));
  }

  @Test
  void theNextRoundIsAnotherIfRandom() {
    List<Selection> windows = windows(Nets.ten(), new Budget(27), 8, Map.of("order", "random"));
    assertThat(windows.subList(4, 8)).isNotEqualTo(windows.subList(0, 4));
    assertThat(union(windows.subList(4, 8)).cardinality()).isEqualTo(10);
  }

  /** Outputs 0-3, 4-7, 8-11 and 12-13; the share rounds down to whole convolutions. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0.24, 0", "0.25, 4", "0.5, 8", "0.95, 12"})
  void leavesTheFrontOut(double front, int first) {
    List<Selection> windows = windows(Nets.four(), new Budget(12), 20, Map.of("front", front));
    assertThat(union(windows).stream()).containsExactlyElementsOf(range(first, 14));
  }

  @ParameterizedTest
  @ValueSource(strings = {"output", "input"})
  void visitsAllOfEitherUnitWithinABudgetOfMemory(String unit) {
    Budget budget = new Budget(CostModel.INPUT_CHANNEL_FP32, 800);
    Map<String, ?> parameters = Map.of("front", 0, "unit", unit);
    List<Selection> windows = windows(Nets.four(), budget, 15, parameters);
    assertThat(windows).allMatch(budget::allows).noneMatch(s -> s.size() == 0);
    assertThat(union(windows).cardinality()).isEqualTo(windows.get(0).network().neurons());
  }

  /** In 12 parameters no neuron of the first layer fits (27), those of the second do (4). */
  @Test
  void passesOverWhatIsTooMuchByItself() {
    Network network = Nets.costlyFirst();
    List<Selection> windows = windows(network, new Budget(12), 10, Map.of("front", 0));
    assertThat(windows).noneMatch(s -> s.size() == 0);
    assertThat(union(windows).stream()).containsExactlyElementsOf(range(4, 10));
  }

  @Test
  void selectsNothingWhereNothingFits() {
    assertThat(windows(Nets.ten(), new Budget(8), 3, Map.of())).allMatch(s -> s.size() == 0);
  }

  @Test
  void movesEverySoManySteps() {
    Rotation rotation = new Rotation();
    rotation.start(
        Run.of(
            Nets.ten(),
            new Budget(27),
            Parameters.of(rotation.parameters(), Map.of("every", 5)),
            new RandomStream(0)));
    assertThat(rotation.reselection()).isEqualTo(Reselection.everySteps(5));
  }

  private static List<Integer> range(int from, int to) {
    return Stream.iterate(from, i -> i < to, i -> i + 1).toList();
  }
}
