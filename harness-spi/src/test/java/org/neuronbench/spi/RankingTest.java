package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RankingTest {

  private final Network network = Nets.small();

  @Test
  void putsTheGreatestScoreFirst() {
    Ranking ranking = Ranking.byScore(network, new double[] {1, 6, 2, 5, 3, 4});
    assertThat(ranking.neurons()).containsExactly(1, 3, 5, 4, 2, 0);
  }

  @Test
  void putsTheLowerIndexFirstAmongEquals() {
    Ranking ranking = Ranking.byScore(network, new double[] {1, 2, 1, 2, 1, 2});
    assertThat(ranking.neurons()).containsExactly(1, 3, 5, 0, 2, 4);
  }

  @Test
  void takesNegativeZeroForZero() {
    Ranking ranking = Ranking.byScore(network, new double[] {-0.0, 0.0, -0.0, 0.0, -1, 1});
    assertThat(ranking.neurons()).containsExactly(5, 0, 1, 2, 3, 4);
  }

  @Test
  void ranksInfinities() {
    double infinity = Double.POSITIVE_INFINITY;
    Ranking ranking = Ranking.byScore(network, new double[] {0, infinity, -infinity, 1, 2, 3});
    assertThat(ranking.neurons()).containsExactly(1, 5, 4, 3, 0, 2);
  }

  @Test
  void ranksByEveryDigit() {
    double[] scores = {1e-300, -1e-300, 1 + Math.ulp(1.0), 1, -1 - Math.ulp(1.0), -1};
    assertThat(Ranking.byScore(network, scores).neurons()).containsExactly(2, 3, 0, 1, 5, 4);
  }

  @Test
  void refusesANumberOfScoresThatIsNotTheNetworks() {
    assertThatThrownBy(() -> Ranking.byScore(network, new double[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 scores for 6 neurons of small");
  }

  @Test
  void refusesNaN() {
    assertThatThrownBy(() -> Ranking.byScore(network, new double[] {0, 0, 0, Double.NaN, 0, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The score of neuron 3 is NaN");
  }

  @Test
  void ofANeuronThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> Ranking.of(network, 1, 6))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("Neuron 6 does not exist: small has neurons 0 to 5");
  }

  @Test
  void randomRanksEveryNeuronAndRepeats() {
    int[] order = Ranking.random(network, new RandomStream(4)).neurons();
    assertThat(Ranking.random(network, new RandomStream(4)).neurons()).isEqualTo(order);
    Arrays.sort(order);
    assertThat(order).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void cannotBeChangedFromOutside() {
    int[] given = {2, 1};
    Ranking ranking = Ranking.of(network, given);
    given[0] = 5;
    ranking.neurons()[1] = 5;
    assertThat(ranking.neurons()).containsExactly(2, 1);
  }
}
