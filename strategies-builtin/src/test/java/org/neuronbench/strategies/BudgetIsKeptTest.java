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
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Parameters;
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

  private static final List<CostModel> MODELS =
      List.of(CostModel.WEIGHTS, CostModel.INPUT_CHANNEL_FP32, CostModel.SU_INT8, CostModel.MACS);

  private static final List<String> OF_PUBLISHED_NETWORKS =
      List.of("sparse-update", "trady", "medyate");

  private static final double[] SHARES = {0.001, 0.088, 0.212, 0.308, 0.999};

  private static Stream<Arguments> cases() {
    return BuiltIns.ids().flatMap(BudgetIsKeptTest::cases);
  }

  private static Stream<Arguments> cases(String id) {
    return NETWORKS.stream()
        .filter(network -> !OF_PUBLISHED_NETWORKS.contains(id) || network.name().startsWith("m"))
        .flatMap(
            network ->
                MODELS.stream()
                    .filter(model -> takes(id, model))
                    .flatMap(model -> budgets(network, model))
                    .map(budget -> Arguments.of(id, network, budget)));
  }

  private static boolean takes(String id, CostModel model) {
    boolean references = !BuiltIns.fresh(id).usesBudget() && model != CostModel.WEIGHTS;
    return !references && (!id.equals("elastic") || model == CostModel.MACS);
  }

  private static Stream<Arguments> fillingCases() {
    return declaring("fill");
  }

  private static Stream<Arguments> unitCases() {
    return declaring("unit");
  }

  private static Stream<Arguments> declaring(String parameter) {
    return cases()
        .filter(
            a ->
                BuiltIns.fresh((String) a.get()[0]).parameters().stream()
                    .anyMatch(p -> p.name().equals(parameter)));
  }

  private static Stream<Budget> budgets(Network network, CostModel model) {
    long total = model.total(network);
    LongStream limits =
        LongStream.concat(
            LongStream.of(0, 1, 9, total, total + 1, Long.MAX_VALUE),
            Arrays.stream(SHARES).mapToLong(s -> (long) (s * total)));
    return limits.mapToObj(limit -> new Budget(model, limit));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inEveryEpoch(String id, Network network, Budget budget) {
    check(id, network, budget, Map.of());
  }

  @ParameterizedTest
  @MethodSource("fillingCases")
  void whenFillingSkips(String id, Network network, Budget budget) {
    check(id, network, budget, Map.of("fill", "skip"));
  }

  @ParameterizedTest
  @MethodSource("unitCases")
  void withInputChannels(String id, Network network, Budget budget) {
    check(id, network, budget, Map.of("unit", "input"));
  }

  private static void check(
      String id, Network network, Budget budget, Map<String, String> parameters) {
    NeuronSelectionStrategy strategy = BuiltIns.fresh(id);
    Parameters values = Parameters.of(strategy.parameters(), parameters);
    Network inUnit = network.in(strategy.unit(values));
    Budget bound = strategy.usesBudget() ? budget : Budget.unlimited(inUnit);
    Started started = Started.of(strategy, inUnit, budget, 42, parameters);
    assertFits(started.next(Measurements.beforeTraining(inUnit, 0)), bound);
    for (int epoch = 1; epoch < 4; epoch++) {
      assertFits(started.next(Measurements.afterEpoch(inUnit, epoch)), bound);
    }
  }

  /** What counts itself, parameters, is counted here once more. */
  private static void assertFits(Selection selection, Budget budget) {
    long cost =
        budget.model() == CostModel.WEIGHTS
            ? selection.neurons().mapToLong(selection.network()::cost).sum()
            : budget.model().cost(selection);
    assertThat(cost <= budget.limit() || selection.size() == 0)
        .as("%d within %s", cost, budget)
        .isTrue();
  }
}
