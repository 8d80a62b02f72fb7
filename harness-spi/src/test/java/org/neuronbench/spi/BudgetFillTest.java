package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BudgetFillTest {

  /** Neurons 0 to 4 in this order; 5 does not fit where 3 and 2 might. */
  private final Network network = Nets.ofCosts(4, 5, 3, 2, 1);

  private final Ranking ranking = Ranking.of(network, 0, 1, 2, 3, 4);

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 0", "4, 1", "8, 1", "9, 2", "12, 3", "14, 4", "15, 5", "999, 5"})
  void stopTakesThePrefixThatFits(long budget, int neurons) {
    Selection selection = ranking.fill(new Budget(budget), FillRule.STOP);
    assertThat(selection.neurons().toArray())
        .containsExactly(IntStream.range(0, neurons).toArray());
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "1, 4", "3, 2", "4, 0", "7, 0 2", "8, 0 2 4", "10, 0 1 4"})
  void skipGoesOnWithTheNext(long budget, String neurons) {
    Selection selection = ranking.fill(new Budget(budget), FillRule.SKIP);
    assertThat(selection.neurons().mapToObj(String::valueOf).collect(Collectors.joining(" ")))
        .isEqualTo(neurons);
  }

  @Test
  void aNeuronRankedTwiceIsPaidOnce() {
    Selection selection = Ranking.of(network, 0, 0, 1).fill(new Budget(9), FillRule.STOP);
    assertThat(selection.neurons()).containsExactly(0, 1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neverExceedsTheBudget(long seed) {
    RandomStream random = new RandomStream(seed);
    int[] costs =
        IntStream.range(0, 1 + random.nextInt(40)).map(i -> 1 + random.nextInt(50)).toArray();
    Network drawn = Nets.ofCosts(costs);
    Budget budget = new Budget(random.nextInt((int) drawn.parameters() + 10));
    Ranking order = Ranking.random(drawn, random);
    Selection stopped = order.fill(budget, FillRule.STOP);
    Selection skipped = order.fill(budget, FillRule.SKIP);
    assertThat(budget.allows(stopped)).isTrue();
    assertThat(budget.allows(skipped)).isTrue();
    assertThat(skipped.neurons().boxed()).containsAll(stopped.neurons().boxed().toList());
    assertThat(IntStream.of(order.neurons()).filter(n -> !skipped.contains(n)))
        .allMatch(n -> drawn.cost(n) > budget.parameters() - skipped.cost());
  }

  private static IntStream seeds() {
    return IntStream.range(0, 200);
  }
}
