package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.results.FlopsSaved;
import org.neuronbench.engine.Shared;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;

/** Sparse Update's schemes on the real network, against the paper's table. */
class SparseUpdateGoldenTest {

  private static final Network NETWORK = network("mobilenet-v2", Optional.empty(), 128);

  private static Network network(String id, Optional<Path> weights, int imageSize) {
    return new ModelZoo()
        .load(new ModelRequest(id, weights, 1, Head.REPLACED, imageSize))
        .network();
  }

  private static Selection scheme(String name) {
    return SparseUpdateScheme.published(NETWORK, name)
        .select(NETWORK, new double[NETWORK.neurons()]);
  }

  @ParameterizedTest
  @CsvSource({
    "s1, 192312, 91.42544135201357",
    "s2, 330240, 88.9426399447132",
    "s3, 464640, 81.84331218194383",
    "s4, 599040, 79.64440535276748",
    "s5, 675840, 78.38788716466671",
  })
  void saveThePapersFlops(String name, long cost, double percent) {
    Selection selection = scheme(name);
    assertThat(selection.cost()).isEqualTo(cost);
    assertThat(FlopsSaved.percent(selection)).isCloseTo(percent, within(1e-9));
  }

  @Test
  void trainTheLayersOfTheTable() {
    Selection selection = scheme("s1");
    assertThat(NETWORK.layers().stream().filter(l -> selection.sizeIn(l) > 0))
        .extracting(ConvolutionLayer::name)
        .containsExactly(
            "features.13.conv.0.0",
            "features.14.conv.0.0",
            "features.14.conv.2",
            "features.15.conv.0.0",
            "features.16.conv.0.0",
            "features.17.conv.0.0",
            "features.17.conv.1.0");
  }

  @Tag("shared")
  @ParameterizedTest
  @CsvSource({"s1, 22410", "s2, 39072", "s3, 55920", "s4, 72384", "s5, 81792"})
  void fitTheNarrowNetOfTheirAuthors(String name, long cost) {
    Network narrow =
        network(
            "mbv2-w0.35", Optional.of(Shared.file("data/mcu_mbv2_w0.35_r128.safetensors")), 128);
    assertThat(SparseUpdateScheme.published(narrow, name).cost(narrow, CostModel.WEIGHTS))
        .isEqualTo(cost);
  }

  @Tag("shared")
  @Test
  void fitMcuNet() {
    Network network =
        network("mcunet-5fps", Optional.of(Shared.file("data/mcunet_5fps_r128.safetensors")), 128);
    for (String name : new String[] {"s1", "s2", "s3", "s4", "s5"}) {
      assertThat(SparseUpdateScheme.published(network, name).cost(network, CostModel.WEIGHTS))
          .isBetween(1000L, network.parameters() / 2);
    }
  }

  /**
   * Made by hand; each costs more than the one before, the greatest less than half of the network.
   */
  @Test
  void fitMicro() {
    Network network = network("micro", Optional.empty(), 32);
    long before = 0;
    for (String name : new String[] {"s1", "s2", "s3", "s4", "s5"}) {
      long cost = SparseUpdateScheme.published(network, name).cost(network, CostModel.WEIGHTS);
      assertThat(cost).isBetween(before + 1, network.parameters() / 2);
      before = cost;
    }
  }

  @Test
  void asReleasedRandomCountsOnResNet50() {
    Network network = network("resnet-50", Optional.empty(), 64);
    assertThat(RandomSelection.neuronsAsReleased(network, new Budget(2_059_888))).isEqualTo(5526);
    assertThat(RandomSelection.neuronsAsReleased(network, new Budget(4_976_842))).isEqualTo(9932);
    assertThat(RandomSelection.neuronsAsReleased(network, new Budget(7_235_830))).isEqualTo(13_124);
  }
}
