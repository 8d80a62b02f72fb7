package org.neuronbench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.InputException;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.Preprocessing;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.Shared;
import org.neuronbench.spi.Network;

/** Weight files as their authors published them. */
@Tag("shared")
class SharedWeightsTest {

  @BeforeAll
  static void arePresent() {
    Shared.file("data");
  }

  @Test
  void tinyTrainingsMobileNetLoads() {
    GraphModel model = Loaded.shared("mbv2-w0.35", "mcu_mbv2_w0.35_r128.safetensors", 128);
    assertThat(model.network().layers()).hasSize(51);
    assertThat(model.network().neurons()).isEqualTo(5760);
    assertThat(model.network().parameters()).isEqualTo(238_688);
    assertThat(model.preprocessing()).isEqualTo(Preprocessing.HALF);
    assertThat(model.weightsHash())
        .isEqualTo("8f64a6629c9f7a0c6dc4962b4cfcd94bfd3d79bf30ae1c6d5fd8fd537b3bacde");
  }

  @Test
  void mcuNetLoadsWithItsGreatKernels() {
    Network network = Loaded.shared("mcunet-5fps", "mcunet_5fps_r128.safetensors", 128).network();
    assertThat(network.layers().stream().filter(l -> l.depthwise()))
        .extracting(l -> l.kernelHeight())
        .contains(3, 5, 7);
    assertThat(network.layers()).hasSize(1 + 2 + 13 * 3);
  }

  @Test
  void kerasMobileNetPadsAsTensorFlow() {
    GraphModel model =
        Loaded.shared(
            "mobilenet-v2", "mobilenet_v2_0.35_keras_notop.safetensors", 0.35, Head.REPLACED, 96);
    assertThat(convolutions(model.prototype()).filter(c -> c.getStride()[0] == 2))
        .hasSize(5)
        .allMatch(c -> c.getConvolutionMode() == ConvolutionMode.Same);
    assertThat(model.preprocessing()).isEqualTo(Preprocessing.HALF);
  }

  @Test
  void torchvisionsMobileNetPadsAsTorch() {
    GraphModel model = Loaded.shared("mobilenet-v2", "mobilenet_v2_1.0_imagenet.safetensors", 96);
    assertThat(convolutions(model.prototype()).filter(c -> c.getStride()[0] == 2))
        .hasSize(5)
        .allMatch(c -> c.getConvolutionMode() == ConvolutionMode.Truncate)
        .allMatch(c -> c.getPadding()[0] == 1);
    assertThat(model.preprocessing()).isEqualTo(Preprocessing.IMAGENET);
  }

  private static Stream<ConvolutionLayer> convolutions(ComputationGraph graph) {
    return graph.getConfiguration().getVertices().values().stream()
        .filter(LayerVertex.class::isInstance)
        .map(v -> ((LayerVertex) v).getLayerConf().getLayer())
        .filter(ConvolutionLayer.class::isInstance)
        .map(ConvolutionLayer.class::cast);
  }

  @Test
  void theWholeNetIsAskedFor() {
    assertThatThrownBy(
            () -> Loaded.shared("resnet-18", "resnet18_imagenet_upto_layer3.safetensors", 64))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "does not fit the network: 20 tensors missing (layer4.0.conv1.weight,"
                + " layer4.0.bn1.weight, layer4.0.bn1.bias,")
        .hasMessageContaining("and 12 more")
        .hasMessageEndingWith("; check the model id, width and input of the experiment");
  }

  @Test
  void anotherWidthIsNamedByItsShapes() {
    assertThatThrownBy(
            () ->
                Loaded.shared(
                    "mobilenet-v2",
                    "mobilenet_v2_1.0_imagenet.safetensors",
                    0.5,
                    Head.REPLACED,
                    64))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("features.0.0.weight has shape [32, 3, 3, 3], expected [16, 3, 3, 3]")
        .hasMessageContaining("more");
  }

  @Test
  void anotherArchitectureIsNamedByItsTensors() {
    assertThatThrownBy(
            () -> Loaded.shared("resnet-18", "mobilenet_v2_1.0_imagenet.safetensors", 64))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("tensors missing (conv1.weight, ")
        .hasMessageContaining("tensors not part of the network (features.0.0.weight, ");
  }
}
