package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  private final Network network = Nets.small();

  @Test
  void sumsItsLayers() {
    assertThat(network.neurons()).isEqualTo(6);
    assertThat(network.parameters()).isEqualTo(4 * 27 + 2 * 4);
    assertThat(network.macs()).isEqualTo((4 * 27 + 2 * 4) * 64);
  }

  @Test
  void numbersNeuronsLayerByLayer() {
    assertThat(IntStream.range(0, 6).map(n -> network.layerOf(n).index()))
        .containsExactly(0, 0, 0, 0, 1, 1);
    assertThat(IntStream.range(0, 6).map(network::cost)).containsExactly(27, 27, 27, 27, 4, 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 6, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void namesANeuronThatDoesNotExist(int neuron) {
    String message = "Neuron %d does not exist: small has neurons 0 to 5".formatted(neuron);
    assertThatThrownBy(() -> network.cost(neuron))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> network.layerOf(neuron))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(message);
  }

  @Test
  void refusesToHaveNoLayer() {
    assertThatThrownBy(() -> new Network("none", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Network none has no convolution");
  }

  @Test
  void refusesAGapBetweenNeurons() {
    List<ConvolutionLayer> layers = List.of(Nets.layer(0, 0, 4, 3, 3), Nets.layer(1, 5, 2, 4, 1));
    assertThatThrownBy(() -> new Network("gap", layers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Layer conv1 must have index 1 and first neuron 4, not 1 and 5");
  }

  @Test
  void refusesLayersOutOfOrder() {
    List<ConvolutionLayer> layers = List.of(Nets.layer(1, 0, 4, 3, 3));
    assertThatThrownBy(() -> new Network("order", layers))
        .hasMessage("Layer conv1 must have index 0 and first neuron 0, not 1 and 0");
  }

  @Test
  void refusesALayerThatReadsFromOneBehindIt() {
    ConvolutionLayer first = Nets.placed(Nets.layer(0, 0, 4, 3, 3), 0, 0, 1);
    ConvolutionLayer second = Nets.placed(Nets.layer(0, 0, 2, 4, 1), 1, 4, 0);
    assertThatThrownBy(() -> new Network("loop", List.of(first, second)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Layer conv00 has index 0 and cannot read from layers [1]");
  }

  @Test
  void keepsItsOwnListOfLayers() {
    List<ConvolutionLayer> layers = new ArrayList<>(network.layers());
    Network copied = new Network("copied", layers);
    layers.clear();
    assertThat(copied.layers()).hasSize(2).isUnmodifiable();
  }

  @Test
  void describesItself() {
    assertThat(network).hasToString("small: 2 convolutions, 6 neurons, 116 parameters");
  }
}
