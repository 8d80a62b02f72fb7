package org.neuronbench.models.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.Text;
import org.neuronbench.engine.GraphModel;

/**
 * Moves weights between a graph and tensors of torchvision's names and shapes: {@code
 * MODULE.weight}, {@code .bias}, {@code .running_mean}, {@code .running_var}.
 */
public final class GraphWeights {

  /** What ends the name of batch norm's count of batches, which only a momentum of None needs. */
  public static final String COUNTER = ".num_batches_tracked";

  private static final int MOST_NAMED = 8;

  private final ComputationGraph graph;
  private final String head;

  /** Takes an initialised graph whose vertices are named as torchvision's modules. */
  public GraphWeights(ComputationGraph graph) {
    this.graph = graph;
    this.head = GraphModel.headName(graph);
  }

  /** One parameter of a layer, and the tensor it is known by: its name, shape, order of axes. */
  private record Slot(String tensor, long[] shape, String layer, String parameter, int[] toTensor) {

    static Slot vector(String layer, String suffix, String parameter, long length) {
      return new Slot(layer + suffix, new long[] {length}, layer, parameter, new int[] {0});
    }

    private INDArray view(ComputationGraph graph) {
      INDArray view = graph.getLayer(layer).getParam(parameter);
      return shape.length == 1 ? view.reshape(view.length()) : view;
    }

    void load(ComputationGraph graph, Tensor tensor) {
      int[] back = new int[toTensor.length];
      for (int i = 0; i < back.length; i++) {
        back[toTensor[i]] = i;
      }
      INDArray source = Nd4j.create(tensor.values(), shape, 'c');
      view(graph).assign(source.permute(back));
      source.close();
    }

    Tensor save(ComputationGraph graph) {
      INDArray copy = view(graph).permute(toTensor).dup('c');
      return new Tensor(copy.shape(), copy.data().asFloat());
    }
  }

  /** Loads a weight file that fits the network. */
  public void load(WeightFile file, boolean withHead) {
    load(file, withHead, Optional::empty);
  }

  /**
   * Loads a weight file, all of it or none: missing, extra and wrongly shaped tensors are named,
   * with the network that the file fits. Without head, the classifier's tensors are passed over.
   */
  public void load(WeightFile file, boolean withHead, Supplier<Optional<String>> fitting) {
    List<String> problems = new ArrayList<>();
    Set<String> extra = new LinkedHashSet<>(file.tensors().keySet());
    extra.removeIf(name -> name.endsWith(COUNTER));
    extra.removeIf(name -> !withHead && name.startsWith(headModule() + "."));
    List<String> missing = new ArrayList<>();
    List<Runnable> loads = new ArrayList<>();
    for (Map.Entry<String, Slot> entry : slots(graph.getConfiguration(), withHead).entrySet()) {
      Tensor tensor = file.tensors().get(entry.getKey());
      Slot slot = entry.getValue();
      extra.remove(entry.getKey());
      if (tensor == null) {
        missing.add(entry.getKey());
      } else if (!Arrays.equals(slot.shape(), tensor.shape())) {
        problems.add(
            Text.format(
                "%s has shape %s, expected %s",
                entry.getKey(), Arrays.toString(tensor.shape()), Arrays.toString(slot.shape())));
      } else {
        loads.add(() -> slot.load(graph, tensor));
      }
    }
    add(problems::add, "missing", missing);
    add(problems::add, "not part of the network", List.copyOf(extra));
    if (!problems.isEmpty()) {
      throw WeightFile.refused(
          file.source(),
          "does not fit the network: %s; %s",
          String.join("; ", shortened(problems)),
          fitting
              .get()
              .map(word -> Text.format("it fits %s: correct 'models' of the experiment", word))
              .orElse("check the model id, width and input of the experiment"));
    }
    WeightGate.check(file.source(), file.tensors());
    loads.forEach(Runnable::run);
  }

  private String headModule() {
    int dot = head.indexOf('.');
    return dot < 0 ? head : head.substring(0, dot);
  }

  private static void add(Consumer<String> problems, String what, List<String> names) {
    if (!names.isEmpty()) {
      problems.accept(
          Text.format(
              "%d tensors %s (%s)", names.size(), what, String.join(", ", shortened(names))));
    }
  }

  private static List<String> shortened(List<String> all) {
    if (all.size() <= MOST_NAMED) {
      return all;
    }
    List<String> some = new ArrayList<>(all.subList(0, MOST_NAMED));
    some.add(Text.format("and %d more", all.size() - MOST_NAMED));
    return some;
  }

  /** Copies all weights out, in network order. */
  public Map<String, Tensor> save() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    slots(graph.getConfiguration(), true)
        .forEach((name, slot) -> tensors.put(name, slot.save(graph)));
    return tensors;
  }

  /** Lists the shape of every tensor of a network, in its order. */
  public static Map<String, long[]> shapes(
      ComputationGraphConfiguration network, boolean withHead) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    slots(network, withHead).forEach((name, slot) -> shapes.put(name, slot.shape()));
    return shapes;
  }

  /** Returns the classifier's module, such as {@code classifier.1}. */
  public String headName() {
    return head;
  }

  private static Map<String, Slot> slots(ComputationGraphConfiguration network, boolean withHead) {
    String head = network.getNetworkOutputs().get(0);
    Map<String, Slot> slots = new LinkedHashMap<>();
    network
        .getVertices()
        .forEach(
            (name, vertex) -> {
              if (vertex instanceof LayerVertex layerVertex && (withHead || !name.equals(head))) {
                slotsOf(name, layerVertex.getLayerConf().getLayer())
                    .forEach(slot -> slots.put(slot.tensor(), slot));
              }
            });
    return slots;
  }

  private static List<Slot> slotsOf(String name, Layer layer) {
    if (layer instanceof DepthwiseConvolution2D c) { // [kh, kw, C, 1] -> [C, 1, kh, kw]
      int[] k = c.getKernelSize();
      return weights(name, c.hasBias(), new int[] {2, 3, 0, 1}, c.getNIn(), 1, k[0], k[1]);
    }
    if (layer instanceof ConvolutionLayer c) {
      int[] k = c.getKernelSize();
      return weights(
          name, c.hasBias(), new int[] {0, 1, 2, 3}, c.getNOut(), c.getNIn(), k[0], k[1]);
    }
    if (layer instanceof BatchNormalization norm) {
      return List.of(
          Slot.vector(name, ".weight", "gamma", norm.getNOut()),
          Slot.vector(name, ".bias", "beta", norm.getNOut()),
          Slot.vector(name, ".running_mean", "mean", norm.getNOut()),
          Slot.vector(name, ".running_var", "var", norm.getNOut()));
    }
    if (layer instanceof DenseLayer d) {
      return weights(name, d.hasBias(), new int[] {1, 0}, d.getNOut(), d.getNIn());
    }
    if (layer instanceof OutputLayer o) {
      return weights(name, o.hasBias(), new int[] {1, 0}, o.getNOut(), o.getNIn());
    }
    return List.of();
  }

  private static List<Slot> weights(String name, boolean bias, int[] toTensor, long... shape) {
    Slot weight = new Slot(name + ".weight", shape, name, "W", toTensor);
    return bias ? List.of(weight, Slot.vector(name, ".bias", "b", shape[0])) : List.of(weight);
  }
}
