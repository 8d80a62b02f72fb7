package org.neuronbench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.engine.Shared;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFile;
import org.neuronbench.spi.RandomStream;

/** MobileNetV2 with its ImageNet head on four images of 224 px, against PyTorch. */
@Tag("shared")
class MobileNetGoldenTest {

  private static final int[] LABELS = {985, 574, 825, 985};

  private static float[][] logits;
  private static float[][] probabilities;

  @BeforeAll
  static void run() {
    WeightFile golden = SafetensorsReader.read(Shared.file("golden/mobilenet_v2_x.safetensors"));
    Tensor x = golden.tensors().get("x");
    ComputationGraph graph =
        Loaded.shared(
                "mobilenet-v2", "mobilenet_v2_1.0_imagenet.safetensors", 1, Head.IMAGENET, 224)
            .newGraph(1000, new RandomStream(0));
    try (INDArray images = Nd4j.create(x.values(), x.shape(), 'c')) {
      probabilities = graph.outputSingle(images).toFloatMatrix();
    }
    Tensor expected = golden.tensors().get("logits");
    logits = Nd4j.create(expected.values(), expected.shape(), 'c').toFloatMatrix();
  }

  /** Softmax keeps differences of logits; compared with the greatest, where rounding is least. */
  @Test
  void logitsAgree() {
    for (int i = 0; i < LABELS.length; i++) {
      for (int c = 0; c < logits[i].length; c++) {
        double found = Math.log(probabilities[i][c] / probabilities[i][LABELS[i]]);
        assertThat(found)
            .as("image %d, class %d", i, c)
            .isCloseTo(logits[i][c] - logits[i][LABELS[i]], within(1e-3));
      }
    }
  }

  @Test
  void lossAgrees() {
    double loss = 0;
    for (int i = 0; i < LABELS.length; i++) {
      loss -= Math.log(probabilities[i][LABELS[i]]) / LABELS.length;
    }
    assertThat(loss).isCloseTo(0.6248013, within(1e-5));
  }
}
