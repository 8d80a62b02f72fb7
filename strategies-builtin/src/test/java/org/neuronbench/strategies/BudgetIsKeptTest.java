package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Selection;

/** No built-in ever selects more than its budget, whatever the network, the budget, the epoch. */
class BudgetIsKeptTest {

  private static final List<Network> NETWORKS =
      List.of(
          Nets.mobileNetV2(),
          Nets.mobileNetV2Narrow(),
          Nets.resNet18(),
          Nets.odd(),
          Nets.ofOneNeuron());

  private static final double[] SHARES = {0.001, 0.088, 0.212, 0.308, 0.999};

  /** Where a network has no published scheme, sparse-update cannot choose one by itself. */
  private static Stream<Arguments> cases() {
    return BuiltIns.ids()
        .flatMap(
            id ->
                NETWORKS.stream()
                    .filter(n -> !id.equals("sparse-update") || n.name().startsWith("m"))
                    .flatMap(n -> budgets(n).mapToObj(b -> Arguments.of(id, n, b))));
  }

  private static Stream<Arguments> fillingCases() {
    return cases().filter(a -> fills((String) a.get()[0]));
  }

  private static boolean fills(String id) {
    return BuiltIns.fresh(id).parameters().stream().anyMatch(p -> p.name().equals("fill"));
  }

  private static LongStream budgets(Network network) {
    long total = network.parameters();
    return LongStream.concat(
        LongStream.of(0, 1, 9, total, total + 1, Long.MAX_VALUE),
        Arrays.stream(SHARES).mapToLong(s -> (long) (s * total)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inEveryEpoch(String id, Network network, long budget) {
    check(id, network, budget, Map.of());
  }

  @ParameterizedTest
  @MethodSource("fillingCases")
  void whenFillingSkips(String id, Network network, long budget) {
    check(id, network, budget, Map.of("fill", "skip"));
  }

  private static void check(
      String id, Network network, long budget, Map<String, String> parameters) {
    NeuronSelectionStrategy strategy = BuiltIns.fresh(id);
    long bound = strategy.usesBudget() ? budget : network.parameters();
    Started started = Started.of(strategy, network, budget, 42, parameters);
    assertFits(started.next(Measurements.beforeTraining(network, 0)), bound);
    for (int epoch = 1; epoch < 4; epoch++) {
      Observations observations = Measurements.afterEpoch(network, epoch);
      assertFits(started.next(observations), bound);
    }
  }

  private static void assertFits(Selection selection, long bound) {
    long cost = selection.neurons().mapToLong(selection.network()::cost).sum();
    assertThat(cost).isLessThanOrEqualTo(bound).isEqualTo(selection.cost());
  }
}
