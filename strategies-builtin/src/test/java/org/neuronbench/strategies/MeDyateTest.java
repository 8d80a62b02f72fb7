package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
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

/**
 * On two layers of three input channels each, all of which cost the same; budgets of one channel
 * show the weights. Shares of draws are allowed 5 standard deviations.
 */
class MeDyateTest {

  private static final double NONE = Double.NaN;
  private static final int DRAWS = 20_000;
  private static final Network TWO = Nets.two();

  private static final String RANKING =
      """
      network: two
      data: elsewhere
      layer: 0 conv0 1 1
      layer: 1 conv1 1 2
      """;

  private static Started started(Budget budget, double alpha, long seed) {
    return Started.of(new MeDyate(), TWO, budget, seed, Map.of("ranking", RANKING, "alpha", alpha));
  }

  private static Started ofOneChannel(long seed) {
    return started(new Budget(3), 0.1, seed);
  }

  private static double[] only(int channel, double norm) {
    double[] norms = new double[6];
    Arrays.fill(norms, NONE);
    norms[channel] = norm;
    return norms;
  }

  /** How often each channel is drawn where nothing more is learned. */
  private static double[] shares(Started started) {
    double[] nothing = new double[6];
    Arrays.fill(nothing, NONE);
    double[] shares = new double[6];
    for (int i = 0; i < DRAWS; i++) {
      Selection selection = started.next(Signal.TRAINING_GRADIENT_NORM, nothing);
      selection.neurons().forEach(n -> shares[n] += 1.0 / DRAWS);
    }
    return shares;
  }

  private static void assertShares(double[] shares, double... weights) {
    double sum = Arrays.stream(weights).sum();
    for (int i = 0; i < weights.length; i++) {
      double share = weights[i] / sum;
      double deviation = Math.sqrt(share * (1 - share) / DRAWS);
      assertThat(shares[i]).as("channel %d", i).isCloseTo(share, within(5 * deviation));
    }
  }

  @Test
  void drawsUniformlyBeforeAnythingIsKnown() {
    assertShares(shares(ofOneChannel(1)), 1, 1, 1, 1, 1, 1);
  }

  @Test
  void drawsInProportionToTheNormsLastSeen() {
    Started started = ofOneChannel(2);
    started.next(Signal.TRAINING_GRADIENT_NORM, 8, 4, 2, 1, 1, 16);
    assertShares(shares(started), 8, 4, 2, 1, 1, 16);
  }

  /** Channels 1 and 4 were trained: the others weigh as the greater of them. */
  @Test
  void whatWasNotSeenCarriesTheGreatestNormOfTheFirstEpoch() {
    Started started = ofOneChannel(3);
    started.next();
    started.next(Signal.TRAINING_GRADIENT_NORM, NONE, 2, NONE, NONE, 6, NONE);
    assertShares(shares(started), 6, 2, 6, 6, 6, 6);
  }

  /** It keeps that of the first epoch, though greater and smaller norms are seen later. */
  @Test
  void onlyWhatWasTrainedChangesAfterwards() {
    Started started = ofOneChannel(4);
    started.next();
    started.next(Signal.TRAINING_GRADIENT_NORM, NONE, 2, NONE, NONE, 6, NONE);
    started.next(Signal.TRAINING_GRADIENT_NORM, only(0, 12));
    started.next(Signal.TRAINING_GRADIENT_NORM, only(4, 1));
    assertShares(shares(started), 12, 2, 6, 6, 1, 6);
  }

  @Test
  void aNormThatOverflowedSaysNothing() {
    Started started = ofOneChannel(5);
    started.next();
    started.next(Signal.TRAINING_GRADIENT_NORM, Double.POSITIVE_INFINITY, 2, NONE, NONE, 6, NONE);
    assertShares(shares(started), 6, 2, 6, 6, 6, 6);
  }

  @Test
  void aChannelWithoutGradientIsDrawnLast() {
    Started started = started(new Budget(15), 0.1, 6);
    started.next(Signal.TRAINING_GRADIENT_NORM, 1, 1, 0, 1, 1, 1);
    assertThat(shares(started)[2]).isZero();
  }

  /**
   * Two channels by successive draws without replacement: the first by weight, the next of the
   * rest.
   */
  @Test
  void drawsFurtherChannelsFromWhatIsLeft() {
    Started started = started(new Budget(6), 0.1, 7);
    double[] weights = {8, 4, 2, 1, 1, 16};
    started.next(Signal.TRAINING_GRADIENT_NORM, weights);
    double[] shares = shares(started);
    for (int i = 0; i < 6; i++) {
      double expected = weights[i] / 32;
      for (int first = 0; first < 6; first++) {
        expected += first == i ? 0 : weights[first] / 32 * weights[i] / (32 - weights[first]);
      }
      double deviation = Math.sqrt(expected * (1 - expected) / DRAWS);
      assertThat(shares[i]).isCloseTo(expected, within(5 * deviation));
    }
  }

  /** A layer costs 9 weights; the second one is the better: 3 of 9 are a third, of 18 a sixth. */
  @ParameterizedTest
  @CsvSource({"0.34, 3", "0.33, 0", "0.1, 0"})
  void takesSoManyLayersThatTheBudgetIsAtMostThisShare(double alpha, int firstChannel) {
    Started started = started(new Budget(3), alpha, 8);
    assertThat(IntStream.range(0, 200).map(i -> started.next().neurons().min().orElseThrow()).min())
        .hasValue(firstChannel);
  }

  /** A channel is 3 weights and a map of 16: 76 bytes; and 48 MACs beside those of the path. */
  @Test
  void keepsWithinOtherBudgets() {
    Budget memory = new Budget(CostModel.INPUT_CHANNEL_FP32, 4 * 76 + 75);
    Started inMemory = started(memory, 1, 9);
    assertThat(inMemory.next().size()).isEqualTo(4);
    Budget macs = new Budget(CostModel.MACS, 144 + 2 * 48);
    Started inTime = started(macs, 0.1, 9);
    for (int i = 0; i < 100; i++) {
      assertThat(macs.allows(inTime.next())).isTrue();
    }
  }

  /**
   * Of the channels of MobileNetV2's published layers, alpha of them in bytes, uniform draws leave
   * at most (1 - alpha)^e unseen after e epochs in the mean: a channel that costs less is drawn
   * sooner. Over 40 runs, with 4 standard errors.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 20})
  void uniformDrawsLeaveNoMoreThanTheirShareUnexplored(int epochs) {
    Network network = BlockNets.mobileNetV2().in(Unit.INPUT_CHANNEL);
    int[] channels = LayerRanking.published(network).channels(network, 35);
    long worth = CostModel.INPUT_CHANNEL_FP32.cost(Selection.of(network, channels));
    Budget budget = new Budget(CostModel.INPUT_CHANNEL_FP32, worth / 5);
    double[] unseen = new double[40];
    for (int run = 0; run < unseen.length; run++) {
      Started started = Started.of(new MeDyate(), network, budget, run, new HashMap<>());
      BitSet seen = new BitSet();
      IntStream.range(0, epochs).forEach(e -> seen.or(started.next().toBitSet()));
      unseen[run] = 1 - (double) seen.cardinality() / channels.length;
    }
    double mean = Arrays.stream(unseen).average().orElseThrow();
    double square = Arrays.stream(unseen).map(u -> (u - mean) * (u - mean)).sum();
    double standardError = Math.sqrt(square / (unseen.length - 1) / unseen.length);
    assertThat(mean).isLessThanOrEqualTo(Math.pow(0.8, epochs) + 4 * standardError);
  }
}
