package org.neuronbench.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.engine.Shared;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

class ArchitecturesTest {

  /** The paper's counts; they do not depend on the image size. */
  @ParameterizedTest
  @CsvSource({
    "mobilenet-v2, 52, 17056, 2189760",
    "resnet-18, 20, 4800, 11166912",
    "resnet-50, 53, 26560, 23454912",
  })
  void haveThePapersConvolutions(String id, int convolutions, int neurons, long parameters) {
    Network network = Loaded.untrained(id, 64).network();
    assertThat(network.layers()).hasSize(convolutions);
    assertThat(network.neurons()).isEqualTo(neurons);
    assertThat(network.parameters()).isEqualTo(parameters);
  }

  @Tag("shared")
  @ParameterizedTest
  @CsvSource({
    "mobilenet-v2, mobilenet_v2, 128",
    "mobilenet-v2, mobilenet_v2, 224",
    "resnet-18, resnet18, 128",
    "resnet-18, resnet18, 224",
    "resnet-50, resnet50, 128",
    "resnet-50, resnet50, 224",
  })
  void haveTheLayersOfTorchvision(String id, String golden, String size) throws IOException {
    JsonNode expected =
        new JsonMapper()
            .readTree(Shared.file("golden/schedule_and_flops.json").toFile())
            .path("nets")
            .path(golden)
            .path(size);
    Network network = Loaded.untrained(id, Integer.parseInt(size)).network();
    assertThat(network.macs()).isEqualTo(expected.path("conv_macs").asLong());
    assertThat(network.layers()).hasSameSizeAs(expected.path("layers"));
    for (ConvolutionLayer layer : network.layers()) {
      assertSame(layer, expected.path("layers").get(layer.index()));
    }
  }

  private static void assertSame(ConvolutionLayer layer, JsonNode expected) {
    String name = expected.path("name").asText();
    assertThat(layer.name()).isEqualTo(name);
    assertThat(layer.inputChannels()).as(name).isEqualTo(expected.path("cin").asInt());
    assertThat(layer.neurons()).as(name).isEqualTo(expected.path("cout").asInt());
    assertThat(layer.kernelHeight()).as(name).isEqualTo(expected.path("k").asInt());
    assertThat(layer.groups()).as(name).isEqualTo(expected.path("groups").asInt());
    assertThat(layer.outputHeight()).as(name).isEqualTo(expected.path("hout").asInt());
    assertThat(layer.outputWidth()).as(name).isEqualTo(expected.path("wout").asInt());
    assertThat(layer.macs()).as(name).isEqualTo(expected.path("macs").asLong());
    assertThat(layer.parameters()).as(name).isEqualTo(expected.path("params").asLong());
  }

  @Test
  void microHasEighteenConvolutions() {
    Network network = Loaded.untrained("micro", 32).network();
    assertThat(network.layers()).hasSize(18);
    assertThat(network.name()).isEqualTo("micro");
  }
}
