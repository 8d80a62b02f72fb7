package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Task;
import org.neuronbench.spi.Unit;

class LayerRankingTest {

  private static final Network NETWORK = Nets.four();

  /** Sorted by RGN 2 0 3 1 with shares .60 .30 .07 .03, by LaRa 3 1 0 2. */
  static final String FILE =
      """
      # made by hand
      network: four
      dataset: glyphs
      data: abc

      layer: 0 conv0 3.0 0.5
      layer: 1 conv1 0.3 0.75
      layer: 2 conv2 6.0 0
      layer: 3 conv3 7e-1 1
      """;

  private static LayerRanking ranking(String file, String data, String same, LayerRanking.By by) {
    Parameters parameters =
        Parameters.of(LayerRanking.parameters(), Map.of("ranking", file, "same-data", same));
    Run run =
        Run.of(
            NETWORK, new Budget(10), parameters, new Task(8, 2, data), () -> new RandomStream(0));
    return LayerRanking.of(run, by);
  }

  private static LayerRanking ranking(String file) {
    return ranking(file, "other", "refuse", LayerRanking.By.RGN);
  }

  /** 6 + 3 of 10 are not 97 % yet, with 0.7 they are: exactly, so the last one is left out. */
  @Test
  void keepsTheFirstLayersThatReach97PerCentOfTheRelativeGradientNorm() {
    assertThat(ranking(FILE).layers()).containsExactly(2, 0, 3);
    assertThat(ranking(FILE).learned()).isTrue();
    String more = FILE.replace("conv1 0.3", "conv1 0.32");
    assertThat(ranking(more).layers()).containsExactly(2, 0, 3, 1);
  }

  @Test
  void keepsAllLayersInTheOrderOfTheOtherScore() {
    LayerRanking ranking = ranking(FILE, "other", "refuse", LayerRanking.By.LARA);
    assertThat(ranking.layers()).containsExactly(3, 1, 0, 2);
  }

  @Test
  void readsFilesOfOtherSystems() {
    assertThat(ranking(FILE.replace("\n", "\r\n")).layers()).containsExactly(2, 0, 3);
  }

  /** Input channels 0 to 2 are those of convolution 0, then come three times four. */
  @Test
  void listsTheChannelsOfItsFirstLayers() {
    Network inputs = NETWORK.in(Unit.INPUT_CHANNEL);
    assertThat(ranking(FILE).channels(inputs, 2)).containsExactly(7, 8, 9, 10, 0, 1, 2);
  }

  /** Weights in the order of LaRa: 8, 16, 12 and 16. */
  @ParameterizedTest
  @CsvSource({"0, 1", "8, 1", "8.5, 2", "24, 2", "25, 3", "36, 3", "37, 4", "52, 4", "1000, 4"})
  void countsTheLayersThatAreWorthSoMuch(double cost, int layers) {
    LayerRanking ranking = ranking(FILE, "other", "refuse", LayerRanking.By.LARA);
    Network inputs = NETWORK.in(Unit.INPUT_CHANNEL);
    assertThat(ranking.worth(inputs, CostModel.WEIGHTS, cost)).isEqualTo(layers);
  }

  @Test
  void refusesWhatWasLearnedOnTheImagesThatItIsJudgedOn() {
    assertThatThrownBy(() -> ranking(FILE, "abc", "refuse", LayerRanking.By.RGN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "ranking: it was learned on the images that it is judged on (glyphs); learn it on"
                + " another dataset, or say same-data: allow");
  }

  @Test
  void takesItWhereThatIsAllowed() {
    assertThat(ranking(FILE, "abc", "allow", LayerRanking.By.RGN).layers())
        .containsExactly(2, 0, 3);
  }

  @Test
  void refusesARankingOfOtherConvolutions() {
    assertThatThrownBy(() -> ranking(FILE.replace("conv2", "conv9")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ranking: it ranks 4 convolutions of four, which are not the 4 of four");
    assertThatThrownBy(() -> ranking("no ranking at all"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ranking: it ranks 0 convolutions of no network, which are not the 4 of four");
  }

  @ParameterizedTest
  @ValueSource(strings = {"six", "-6", "NaN", "Infinity", ""})
  void refusesAScoreThatIsNone(String score) {
    String file = FILE.replace("conv2 6.0 0", "conv2 " + score);
    assertThatThrownBy(() -> ranking(file, "other", "refuse", LayerRanking.By.RGN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "ranking: the line 'layer: %s' has no index, name and two scores",
            ("2 conv2 " + score).trim());
  }

  @Test
  void refusesARankingWithoutAnyScore() {
    String file = FILE.replaceAll("(conv\\d) \\S+", "$1 0");
    assertThatThrownBy(() -> ranking(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ranking: no convolution has a score above 0");
  }

  /** Of the network that ends before the last 1 x 1 convolution, 51, the others are taken. */
  @Test
  void theShorterNetworkHasOneOfThePublishedLayersLess() {
    assertThat(LayerRanking.published(BlockNets.withoutMix("mbv2")).layers())
        .hasSize(34)
        .startsWith(43, 46, 49)
        .doesNotContain(51);
  }

  @Test
  void saysWhichNetworkHasAPublishedRanking() {
    assertThatThrownBy(() -> ranking(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There is a published layer ranking for MobileNetV2 only, not for four; learn one with"
                + " 'neuronbench strategies rank-layers' and name it as ranking");
  }
}
