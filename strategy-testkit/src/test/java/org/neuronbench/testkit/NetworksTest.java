package org.neuronbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

class NetworksTest {

  /** The counts of the published networks. */
  @ParameterizedTest
  @CsvSource({
    "mobilenet-v2, 52, 17056, 2189760",
    "mobilenet-v2-with-bias, 52, 17056, 2206816",
    "resnet-18, 20, 4800, 11166912",
    "resnet-50, 53, 26560, 23454912",
    "one-neuron, 1, 1, 28",
    "many-tiny-layers, 600, 1500, 5096",
  })
  void haveTheShapesTheyAreNamedAfter(String name, int layers, int neurons, long parameters) {
    Network network = network(name);
    assertThat(network.layers()).hasSize(layers);
    assertThat(network.neurons()).isEqualTo(neurons);
    assertThat(network.parameters()).isEqualTo(parameters);
  }

  @Test
  void includeDepthwiseLayersAndLayersOfOneNeuron() {
    assertThat(network("depthwise-only").layers()).allMatch(ConvolutionLayer::depthwise);
    assertThat(network("layers-of-one-neuron").layers()).allMatch(l -> l.neurons() == 1);
  }

  private static Network network(String name) {
    return Networks.family().stream()
        .map(Supplier::get)
        .filter(n -> n.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
