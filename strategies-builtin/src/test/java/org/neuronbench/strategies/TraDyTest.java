package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

/** On {@link Nets#four} with layers 2, 0 and 3: input channels 7-10, 0-2 and 11-14. */
class TraDyTest {

  private static final int DRAWS = 2000;

  private static List<Selection> draws(Budget budget) {
    Started started =
        Started.of(new TraDy(), Nets.four(), budget, 42, Map.of("ranking", LayerRankingTest.FILE));
    List<Selection> draws = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      draws.add(started.next());
    }
    return draws;
  }

  @Test
  void choosesInputChannels() {
    TraDy strategy = new TraDy();
    assertThat(strategy.unit(Parameters.of(strategy.parameters(), Map.of())))
        .isEqualTo(Unit.INPUT_CHANNEL);
  }

  /**
   * A channel costs 4 weights, or 2 in layer 3: four that cost 4, up to six with all that cost 2.
   */
  @Test
  void drawsFromItsLayersWithinABudgetOfWeights() {
    assertThat(draws(new Budget(16)))
        .allSatisfy(
            s -> {
              assertThat(s.cost()).isBetween(13L, 16L);
              assertThat(s.size()).isBetween(4, 6);
              assertThat(s.neurons()).noneMatch(n -> n >= 3 && n < 7);
            });
  }

  /** A channel costs 4 (4 + 16) = 80 bytes, or 4 (2 + 16) = 72 in layer 3. */
  @Test
  void drawsWithinABudgetOfMemory() {
    Budget budget = new Budget(CostModel.INPUT_CHANNEL_FP32, 240);
    assertThat(draws(budget))
        .allSatisfy(
            s -> {
              assertThat(s.size()).isEqualTo(3);
              assertThat(budget.allows(s)).isTrue();
            });
  }

  /** Of 11 channels three are drawn: each in 3/11 of the draws, within 5 standard deviations. */
  @Test
  void prefersNoChannel() {
    List<Selection> draws = draws(new Budget(CostModel.INPUT_CHANNEL_FP32, 240));
    double share = 3.0 / 11;
    double deviation = Math.sqrt(share * (1 - share) / DRAWS);
    for (int channel : new int[] {0, 1, 2, 7, 8, 9, 10, 11, 12, 13, 14}) {
      assertThat(draws.stream().filter(s -> s.contains(channel)).count() / (double) DRAWS)
          .as("channel %d", channel)
          .isCloseTo(share, within(5 * deviation));
    }
  }

  @Test
  void takesAllThatItsLayersHoldAndNothingElse() {
    Network inputs = Nets.four().in(Unit.INPUT_CHANNEL);
    Selection all = draws(Budget.unlimited(inputs)).get(0);
    assertThat(all.neurons()).containsExactly(0, 1, 2, 7, 8, 9, 10, 11, 12, 13, 14);
  }
}
