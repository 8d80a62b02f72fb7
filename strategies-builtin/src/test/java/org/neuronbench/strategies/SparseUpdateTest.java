package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

class SparseUpdateTest {

  private static final Network MOBILE_NET = Nets.mobileNetV2();

  private static Started started(Network network, long budget, String key, String value) {
    return Started.of(new SparseUpdate(), network, budget, 0, Map.of(key, value));
  }

  @ParameterizedTest
  @CsvSource({
    "s1, 192312, 1672",
    "s2, 330240, 2404",
    "s3, 464640, 4056",
    "s4, 599040, 4896",
    "s5, 675840, 5376"
  })
  void publishedSchemesOfMobileNetCostWhatThePaperSays(String scheme, long cost, int neurons) {
    Selection selection =
        started(MOBILE_NET, cost, "scheme", scheme)
            .next(Measurements.beforeTraining(MOBILE_NET, 0));
    assertThat(selection.cost()).isEqualTo(cost);
    assertThat(selection.size()).isEqualTo(neurons);
  }

  @ParameterizedTest
  @CsvSource({"s1, 22410", "s2, 39072", "s3, 55920", "s4, 72384", "s5, 81792"})
  void publishedSchemesOfTheNarrowNetCostWhatItsAuthorsSay(String scheme, long cost) {
    Network narrow = Nets.mobileNetV2Narrow();
    assertThat(narrow.parameters()).isEqualTo(288_864);
    assertThat(started(narrow, cost, "scheme", scheme).next().cost()).isEqualTo(cost);
  }

  @Test
  void selectsInTheLayersOfItsSchemeOnly() {
    Selection selection = started(MOBILE_NET, 192_312, "scheme", "s1").next();
    assertThat(MOBILE_NET.layers().stream().filter(l -> selection.sizeIn(l) > 0))
        .extracting(ConvolutionLayer::index)
        .containsExactly(36, 39, 41, 42, 45, 48, 49);
    assertThat(IntStream.of(36, 41, 42, 49).map(i -> selection.sizeIn(MOBILE_NET.layers().get(i))))
        .containsExactly(576, 40, 120, 120);
  }

  @ParameterizedTest
  @CsvSource({
    "192311, 0",
    "192312, 192312",
    "464639, 330240",
    "464640, 464640",
    "675540, 599040",
    "675840, 675840",
    "2189760, 675840"
  })
  void autoTakesTheLargestSchemeThatFits(long budget, long cost) {
    assertThat(started(MOBILE_NET, budget, "scheme", "auto").next().cost()).isEqualTo(cost);
  }

  @Test
  void takesTheGreatestWeightNorms() {
    Selection selection =
        started(Nets.ten(), 90, "layers", "0:.3")
            .next(Signal.WEIGHT_NORM, 1, 9, 2, 8, 3, 7, 4, 6, 5, 0);
    assertThat(selection.neurons()).containsExactly(1, 3, 5);
  }

  @Test
  void takesTheLowerIndexAmongEqualNorms() {
    Selection selection =
        started(Nets.ten(), 90, "layers", "0:.4")
            .next(Signal.WEIGHT_NORM, 1, 2, 3, 2, 2, 2, 1, 3, 2, 2);
    assertThat(selection.neurons()).containsExactly(1, 2, 3, 7);
  }

  @Test
  void staysWithItsFirstChoice() {
    Started started = started(Nets.ten(), 90, "layers", "0:.2");
    Selection first = started.next(Signal.WEIGHT_NORM, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1);
    assertThat(first.neurons()).containsExactly(8, 9);
    assertThat(started.next(Signal.WEIGHT_NORM, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0)).isEqualTo(first);
  }

  @Test
  void isTheSameWhateverTheSeed() {
    assertThat(Started.of(new SparseUpdate(), MOBILE_NET, 500_000, 1, Map.of()).next())
        .isEqualTo(Started.of(new SparseUpdate(), MOBILE_NET, 500_000, 2, Map.of()).next());
  }

  @Test
  void refusesASchemeOverTheBudget() {
    assertThatThrownBy(() -> started(MOBILE_NET, 192_311, "scheme", "s1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("s1 (36:1.0 39:1.0")
        .hasMessageEndingWith(
            "updates 192312 parameters of mobilenet-v2, the budget is 192311; use scheme: auto, a"
                + " smaller scheme or a greater budget");
  }

  @Test
  void saysForWhichNetworksThereAreSchemes() {
    assertThatThrownBy(() -> Started.of(new SparseUpdate(), Nets.resNet18(), 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sparse-update has no published scheme for resnet-18, only for [mcunet, micro,"
                + " mobilenet-v2, proxyless]; give your own with layers: '36:1 39:.25'");
  }
}
