package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;

class RandomSelectionTest {

  private static final Network MOBILE_NET = Nets.mobileNetV2();
  private static final int DRAWS = 300;

  /** Means of a correct random selection in the paper's budgets; tolerance 1 %, over 300 draws. */
  @ParameterizedTest
  @CsvSource({"192311, 1498", "464639, 3619", "675540, 5262"})
  void selectsAsManyNeuronsAsTheBudgetsShare(long budget, double expected) {
    assertThat(draws(MOBILE_NET, budget, Map.of()).stream().mapToInt(Selection::size).average())
        .hasValueCloseTo(expected, within(0.01 * expected));
  }

  /** What is left is less than the one neuron that did not fit, at most 960 parameters. */
  @ParameterizedTest
  @ValueSource(longs = {192_311, 464_639, 675_540})
  void spendsTheBudgetToTheLastNeuron(long budget) {
    assertThat(draws(MOBILE_NET, budget, Map.of()))
        .allSatisfy(s -> assertThat(s.cost()).isBetween(budget - 959, budget));
    assertThat(draws(MOBILE_NET, budget, Map.of("fill", "skip")).subList(0, 20))
        .allSatisfy(s -> assertThat(s.cost()).isBetween(budget - 8, budget));
  }

  /** Every layer gets its share of neurons; tolerance 5 standard deviations of the mean. */
  @Test
  void prefersNoLayer() {
    List<Selection> draws = draws(MOBILE_NET, 464_639, Map.of());
    double share = 464_639.0 / MOBILE_NET.parameters();
    for (ConvolutionLayer layer : MOBILE_NET.layers()) {
      double deviation = Math.sqrt(share * (1 - share) / layer.neurons() / DRAWS);
      assertThat(draws.stream().mapToInt(s -> s.sizeIn(layer)).average().orElseThrow())
          .as(layer.name())
          .isCloseTo(share * layer.neurons(), within(5 * deviation * layer.neurons()));
    }
  }

  @Test
  void drawsAfreshBeforeEveryEpoch() {
    assertThat(draws(MOBILE_NET, 192_311, Map.of()).subList(0, 10)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"192311, 510", "464639, 883", "675540, 1226"})
  void asReleasedDrawsTheCountsOfThePublishedRunsOnMobileNet(long budget, int neurons) {
    assertReleased(MOBILE_NET, budget, neurons);
  }

  @ParameterizedTest
  @CsvSource({"980715, 1218", "2369480, 2062", "3444987, 2529"})
  void asReleasedDrawsTheCountsOfThePublishedRunsOnResNet18(long budget, int neurons) {
    assertReleased(Nets.resNet18(), budget, neurons);
  }

  private static void assertReleased(Network network, long budget, int neurons) {
    assertThat(RandomSelection.neuronsAsReleased(network, new Budget(budget))).isEqualTo(neurons);
    assertThat(draws(network, budget, Map.of("counting", "released")).subList(0, 5))
        .doesNotHaveDuplicates()
        .allSatisfy(s -> assertThat(s.size()).isEqualTo(neurons));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "8, 0", "9, 1", "89, 9", "90, 10", "9223372036854775807, 10"})
  void asReleasedCountsFromTheInputSide(long budget, int neurons) {
    assertThat(RandomSelection.neuronsAsReleased(Nets.ten(), new Budget(budget)))
        .isEqualTo(neurons);
  }

  private static List<Selection> draws(
      Network network, long budget, Map<String, String> parameters) {
    Started started = Started.of(new RandomSelection(), network, budget, 42, parameters);
    List<Selection> draws = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      draws.add(started.next());
    }
    return draws;
  }
}
