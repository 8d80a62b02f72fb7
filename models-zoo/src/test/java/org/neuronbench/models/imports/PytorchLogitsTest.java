package org.neuronbench.models.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.engine.Shared;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.pytorch.TorchPython;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.SafetensorsWriter;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFile;
import org.neuronbench.spi.RandomStream;

/** Weights go to PyTorch and come from Keras with the same outputs. */
class PytorchLogitsTest {

  private static final int IMAGES = 2;

  @TempDir private Path folder;

  @BeforeAll
  static void assumePytorch() throws IOException {
    TorchPython.assumePresent("torchvision");
  }

  /**
   * Weights such as training leaves them: no statistic is what a fresh network has, and the
   * branches of a bottleneck are weak. (Strong ones give logits of a thousand, of which float32 has
   * no fourth decimal.)
   */
  private static Map<String, Tensor> trained(ComputationGraph graph) {
    RandomStream random = new RandomStream(7);
    Map<String, Tensor> tensors = new LinkedHashMap<>(new GraphWeights(graph).save());
    tensors.forEach(
        (name, tensor) -> {
          if (tensor.shape().length == 1) {
            double centre = name.endsWith(".weight") || name.endsWith("_var") ? 1 : 0;
            double scale = name.endsWith("bn3.weight") ? 0.1 : 1;
            for (int i = 0; i < tensor.values().length; i++) {
              tensor.values()[i] = (float) (scale * (centre + 0.3 * (random.nextDouble() - 0.5)));
            }
          }
        });
    return tensors;
  }

  private static float[] images(int size) {
    RandomStream random = new RandomStream(3);
    float[] images = new float[IMAGES * 3 * size * size];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    return images;
  }

  private Path write(float[] images) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(images.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(images);
    return Files.write(folder.resolve("images"), bytes.array());
  }

  private static float[][] numbers(String lines) {
    return lines
        .lines()
        .map(
            line -> {
              String[] words = line.split(" ");
              float[] row = new float[words.length];
              for (int i = 0; i < row.length; i++) {
                row[i] = Float.parseFloat(words[i]);
              }
              return row;
            })
        .toArray(float[][]::new);
  }

  /** Takes the outputs before softmax, which is the graph's last layer. */
  private static INDArray logits(ComputationGraph graph, float[] images, int size) {
    INDArray features = features(graph, images, size);
    String head = new GraphWeights(graph).headName();
    return features
        .mmul(graph.getLayer(head).getParam("W"))
        .addRowVector(graph.getLayer(head).getParam("b"));
  }

  private static INDArray features(ComputationGraph graph, float[] images, int size) {
    INDArray input = Nd4j.create(images, new long[] {IMAGES, 3, size, size}, 'c');
    return graph.feedForward(input, false).get("avgpool");
  }

  @ParameterizedTest
  @CsvSource({
    "mobilenet-v2, 1, mobilenet_v2, 64",
    "mobilenet-v2, 0.35, mobilenet_v2-0.35, 96",
    "resnet-18, 1, resnet18, 64",
    "resnet-50, 1, resnet50, 64"
  })
  void exportedWeightsGiveTheSameLogits(String id, double width, String torchvision, int size)
      throws IOException {
    ComputationGraph graph = ModelZoo.graph(id, width, size, 5, Optional.empty());
    Map<String, Tensor> trained = trained(graph);
    new GraphWeights(graph).load(new WeightFile("trained", trained, Map.of(), ""), true);
    Path saved = folder.resolve("saved.safetensors");
    SafetensorsWriter.write(saved, trained, Map.of());
    Path exported = folder.resolve("exported.safetensors");
    WeightExport.write(WeightImport.run(ImportRequest.of(saved)), exported);
    float[] images = images(size);

    float[][] theirs =
        numbers(
            TorchPython.run(
                PytorchLogitsTest.class,
                folder,
                "logits.py",
                exported.toString(),
                torchvision,
                "5",
                String.valueOf(size),
                write(images).toString()));

    float[][] ours = logits(graph, images, size).toFloatMatrix();
    for (int i = 0; i < IMAGES; i++) {
      assertThat(theirs[i]).as("image " + i).containsExactly(ours[i], within(1e-4f));
    }
    assertThat(Arrays.equals(theirs[0], theirs[1])).isFalse();
  }

  /** The backbone of Keras with the padding of TensorFlow, against PyTorch padding by hand. */
  @Tag("shared")
  @Test
  void importedKerasWeightsGiveTheSameFeatures() throws IOException {
    Path keras = Shared.file("data/mobilenet_v2_0.35_keras_notop.safetensors");
    ImportedWeights imported = WeightImport.run(ImportRequest.of(keras));
    Path target = folder.resolve("imported.safetensors");
    imported.write(target);
    WeightFile file = SafetensorsReader.read(target);
    ComputationGraph graph = ModelZoo.graph("mobilenet-v2", 0.35, 96, 1000, Optional.of(file));
    new GraphWeights(graph).load(file, false);
    float[] images = images(96);

    float[][] theirs =
        numbers(
            TorchPython.run(
                PytorchLogitsTest.class,
                folder,
                "same_padding.py",
                keras.toString(),
                "96",
                write(images).toString()));

    float[][] ours = features(graph, images, 96).toFloatMatrix();
    for (int i = 0; i < IMAGES; i++) {
      assertThat(theirs[i]).as("image " + i).containsExactly(ours[i], within(1e-4f));
    }
  }
}
