package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Reselection;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

class ElasticTest {

  /** Costs are rounded up to this share of the budget, once a layer. */
  private static final double STEP = 1 / 2000.0;

  private static Selection selected(Network network, long macs, double... gains) {
    return Started.of(new Elastic(), network, new Budget(CostModel.MACS, macs), 0, Map.of())
        .next(Signal.TRIAL_STEP_GAIN, gains);
  }

  /** The layers of this subset: bit i for layer i. */
  private static Selection layers(Network network, int subset) {
    BitSet chosen = new BitSet();
    for (ConvolutionLayer layer : network.layers()) {
      if ((subset >> layer.index() & 1) == 1) {
        chosen.set(layer.firstNeuron(), layer.firstNeuron() + layer.neurons());
      }
    }
    return Selection.of(network, chosen);
  }

  private static double gain(Selection selection, double[] gains) {
    return selection.neurons().mapToDouble(n -> gains[n]).sum();
  }

  /** The best summed gain of all subsets of layers that fit. */
  private static double best(Network network, double macs, double[] gains) {
    return IntStream.range(0, 1 << network.layers().size())
        .mapToObj(subset -> layers(network, subset))
        .filter(s -> s.size() == 0 || CostModel.MACS.cost(s) <= macs)
        .mapToDouble(s -> gain(s, gains))
        .max()
        .orElseThrow();
  }

  private static IntStream seeds() {
    return IntStream.range(0, 150);
  }

  /** No plan is better within the budget; none within what rounding leaves of it is either. */
  @ParameterizedTest
  @MethodSource("seeds")
  void isAsGoodAsTheBestOfAllSubsets(int seed) {
    RandomStream random = new RandomStream(seed);
    Network network = Nets.ofRandomChain(random);
    double[] gains =
        IntStream.range(0, network.neurons()).mapToDouble(n -> random.nextGaussian()).toArray();
    long macs = (long) (CostModel.MACS.total(network) * random.nextDouble());
    Selection selection = selected(network, macs, gains);
    double least = best(network, macs * (1 - network.layers().size() * STEP), gains);
    assertThat(new Budget(CostModel.MACS, macs).allows(selection)).isTrue();
    assertThat(gain(selection, gains)).isBetween(least - 1e-12, best(network, macs, gains) + 1e-12);
    assertThat(network.layers())
        .allSatisfy(l -> assertThat(selection.sizeIn(l)).isIn(0, l.neurons()));
  }

  /**
   * Layers of 192, 256, 256 and 128 MACs. Layer 1 costs 256 and the input gradients of the 384
   * behind it; layer 3 beside it 128 more, which fits by rounding if there are 2 left; layer 0
   * costs 192 and 640.
   */
  @ParameterizedTest
  @CsvSource({
    "127, ''",
    "128, 3",
    "639, 3",
    "640, 1",
    "768, 1",
    "770, 1 3",
    "831, 1 3",
    "832, 0",
    "962, 0 3"
  })
  void paysThePathDownToItsFirstLayer(long macs, String expected) {
    double[] gains = {4, 4, 4, 4, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1};
    Selection selection = selected(Nets.four(), macs, gains);
    assertThat(Nets.four().layers().stream().filter(l -> selection.sizeIn(l) > 0))
        .extracting(ConvolutionLayer::index)
        .containsExactlyElementsOf(Nets.numbers(expected));
  }

  /** Branches do not lie on each other's path: conv1, and the shortcut beside conv1 and conv2. */
  @Test
  void paysNoPathThroughABranchThatItIsNotIn() {
    Network network = Nets.residual();
    double[] gains = new double[network.neurons()];
    Arrays.fill(gains, 0, 2, 1);
    Arrays.fill(gains, 2, 4, 3);
    long exact = CostModel.MACS.cost(layers(network, 0b0010));
    assertThat(exact).isLessThan(network.macs());
    assertThat(selected(network, exact, gains)).isEqualTo(layers(network, 0b0010));
    assertThat(selected(network, exact - 1, gains).size()).isZero();
  }

  @Test
  void leavesOutWhatGainsNothingOrIsNoNumber() {
    double[] gains = {1, 1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, Double.NaN, 1};
    assertThat(selected(Nets.four(), Long.MAX_VALUE, gains).neurons()).containsExactly(12, 13);
    Arrays.fill(gains, -1);
    assertThat(selected(Nets.four(), Long.MAX_VALUE, gains).size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void selectsNothingWhereNothingFits(long macs) {
    double[] gains = new double[14];
    Arrays.fill(gains, 1);
    assertThat(selected(Nets.four(), macs, gains).size()).isZero();
  }

  @Test
  void aLayerOfOneMacDoesNotFitInNone() {
    assertThat(selected(Nets.ofOneMac(), 0, 1).size()).isZero();
    assertThat(selected(Nets.ofOneMac(), 1, 1).size()).isEqualTo(1);
  }

  @Test
  void isAskedEveryFourEpochs() {
    Elastic elastic = new Elastic();
    elastic.start(
        Run.of(
            Nets.four(),
            new Budget(CostModel.MACS, 1),
            Parameters.of(elastic.parameters(), Map.of()),
            new RandomStream(0)));
    assertThat(elastic.reselection()).isEqualTo(Reselection.everyEpochs(4));
  }

  @Test
  void refusesABudgetThatIsNoTime() {
    assertThatThrownBy(() -> Started.of(new Elastic(), Nets.four(), 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "elastic keeps within a budget of time; give budgets such as 'macs: 30%', not 100"
                + " parameters (weights)");
  }
}
