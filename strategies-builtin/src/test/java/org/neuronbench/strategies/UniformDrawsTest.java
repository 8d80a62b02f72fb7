package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

/**
 * What uniform draws of input channels use of the smallest budget of MobileNetV2-w0.35, 27,946
 * units (arXiv 2510.19675, Figs. 5 and 9). The budget was summed up with depthwise channels as
 * released; draws pay their whole kernels unless a test says otherwise. A mean is allowed half of
 * the expected number's last digit, for its rounding, and 4 standard errors of the draws.
 */
class UniformDrawsTest {

  private static final Network NETWORK = BlockNets.mobileNetV2().in(Unit.INPUT_CHANNEL);
  private static final CostModel MEMORY = CostModel.INPUT_CHANNEL_FP32;
  private static final long UNITS = 27_946;
  private static final int DRAWS = 4000;

  private static List<Selection> draws(String id, CostModel model, Map<String, ?> parameters) {
    Budget budget = new Budget(model, 4 * UNITS);
    Started started = Started.of(BuiltIns.fresh(id), NETWORK, budget, 42, parameters);
    List<Selection> draws = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      draws.add(started.next());
    }
    return draws;
  }

  private static void assertMean(
      List<Selection> draws, ToDoubleFunction<Selection> of, double expected, double rounding) {
    double mean = draws.stream().mapToDouble(of).average().orElseThrow();
    double square = draws.stream().mapToDouble(s -> Math.pow(of.applyAsDouble(s) - mean, 2)).sum();
    double standardError = Math.sqrt(square / (DRAWS - 1) / DRAWS);
    assertThat(mean).isCloseTo(expected, within(rounding + 4 * standardError));
  }

  private static double use(Selection selection) {
    return 100.0 * MEMORY.cost(selection) / (4 * UNITS);
  }

  private static long maps(Selection selection) {
    return MEMORY.cost(selection) / 4 - CostModel.WEIGHTS.cost(selection);
  }

  private static double weightSparsity(Selection selection) {
    return 100 - 100.0 * CostModel.WEIGHTS.cost(selection) / 288_864;
  }

  private static double weightSparsityAsReleased(Selection selection) {
    long weights = MEMORY.asReleased().cost(selection) / 4 - maps(selection);
    return 100 - 100.0 * weights / 288_864;
  }

  private static double activationSparsity(Selection selection) {
    return 100 - 100.0 * maps(selection) / 963_456;
  }

  /** The stop rule loses 4 %: a stem channel that is drawn costs 59 % of the budget. */
  @Test
  void fromTheWholeNetworkUntilTheFirstThatDoesNotFit() {
    List<Selection> draws = draws("random", MEMORY, Map.of("unit", "input"));
    assertMean(draws, UniformDrawsTest::use, 96.1, 0.05);
    assertMean(draws, Selection::size, 132, 0.5);
    assertMean(draws, UniformDrawsTest::weightSparsity, 97.7, 0.05);
    assertMean(draws, UniformDrawsTest::activationSparsity, 97.9, 0.05);
  }

  @Test
  void fromTheWholeNetworkSkippingWhatDoesNotFit() {
    List<Selection> draws = draws("random", MEMORY, Map.of("unit", "input", "fill", "skip"));
    assertMean(draws, UniformDrawsTest::use, 99.96, 0.005);
    assertMean(draws, Selection::size, 142, 0.5);
  }

  /** Here both the budget and the sparsities count depthwise channels as released. */
  @Test
  void fromThePublishedLayersAsReleased() {
    List<Selection> draws = draws("trady", MEMORY.asReleased(), Map.of());
    assertMean(draws, UniformDrawsTest::weightSparsityAsReleased, 95.48, 0.005);
    assertMean(draws, UniformDrawsTest::activationSparsity, 98.46, 0.005);
  }

  /** Everything but convolutions 0-12, 15, 18, 19 and 21. */
  @Test
  void thePublishedLayersAreWorth() {
    LayerRanking ranking = LayerRanking.published(NETWORK);
    assertThat(ranking.layers())
        .hasSize(35)
        .doesNotHaveDuplicates()
        .doesNotContain(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 18, 19, 21);
    Selection all = Selection.of(NETWORK, ranking.channels(NETWORK, 35));
    assertThat(all.size()).isEqualTo(5_248);
    assertThat(CostModel.WEIGHTS.cost(all)).isEqualTo(275_248);
    assertThat(maps(all)).isEqualTo(290_176);
  }

  @ParameterizedTest
  @CsvSource({"27946, 0.049", "66592, 0.118", "93696, 0.166"})
  void budgetsAsSharesOfThePublishedLayers(long units, double alpha) {
    int[] channels = LayerRanking.published(NETWORK).channels(NETWORK, 35);
    double worth = MEMORY.cost(Selection.of(NETWORK, channels));
    assertThat(4 * units / worth).isCloseTo(alpha, within(0.0005));
  }
}
