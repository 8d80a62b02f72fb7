package org.neuronbench.models.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.InputException;
import org.neuronbench.engine.GraphModel;

/**
 * Moves weights between a graph and tensors of torchvision's names and shapes: {@code
 * MODULE.weight}, {@code .bias}, {@code .running_mean}, {@code .running_var}.
 */
public final class GraphWeights {

  private static final int MOST_NAMED = 8;

  private final ComputationGraph graph;
  private final String head;

  /**
   * Creates the mover.
   *
   * @param graph initialised, its vertices named as torchvision's modules
   */
  public GraphWeights(ComputationGraph graph) {
    this.graph = graph;
    this.head = GraphModel.headName(graph);
  }

  /** One parameter of a layer and the tensor it is known by. */
  private record Slot(String tensor, INDArray view, int[] toTensor) {

    long[] tensorShape() {
      return view.permute(toTensor).shape();
    }

    void load(Tensor tensor) {
      int[] back = new int[toTensor.length];
      for (int i = 0; i < back.length; i++) {
        back[toTensor[i]] = i;
      }
      INDArray source = Nd4j.create(tensor.values(), tensorShape(), 'c');
      view.assign(source.permute(back));
      source.close();
    }

    Tensor save() {
      INDArray copy = view.permute(toTensor).dup('c');
      return new Tensor(copy.shape(), copy.data().asFloat());
    }
  }

  /**
   * Loads a weight file.
   *
   * @param file tensors of torchvision's names
   * @param withHead whether the classifier is loaded too; otherwise its tensors are passed over
   * @throws InputException naming missing, extra and wrongly shaped tensors
   */
  public void load(WeightFile file, boolean withHead) {
    List<String> problems = new ArrayList<>();
    Set<String> extra = new LinkedHashSet<>(file.tensors().keySet());
    extra.removeIf(name -> name.endsWith("num_batches_tracked"));
    extra.removeIf(name -> !withHead && name.startsWith(headModule() + "."));
    List<String> missing = new ArrayList<>();
    List<Runnable> loads = new ArrayList<>();
    for (Map.Entry<String, Slot> entry : slots(withHead).entrySet()) {
      Tensor tensor = file.tensors().get(entry.getKey());
      Slot slot = entry.getValue();
      extra.remove(entry.getKey());
      if (tensor == null) {
        missing.add(entry.getKey());
      } else if (!Arrays.equals(slot.tensorShape(), tensor.shape())) {
        problems.add(
            "%s has shape %s, expected %s"
                .formatted(
                    entry.getKey(),
                    Arrays.toString(tensor.shape()),
                    Arrays.toString(slot.tensorShape())));
      } else {
        loads.add(() -> slot.load(tensor));
      }
    }
    add(problems::add, "missing", missing);
    add(problems::add, "not part of the network", List.copyOf(extra));
    if (!problems.isEmpty()) {
      throw new InputException(
          "Weight file %s does not fit the network: %s; check the model id, width and input of the"
                  .formatted(file.source(), String.join("; ", shortened(problems)))
              + " experiment");
    }
    loads.forEach(Runnable::run);
  }

  private String headModule() {
    int dot = head.indexOf('.');
    return dot < 0 ? head : head.substring(0, dot);
  }

  private static void add(Consumer<String> problems, String what, List<String> names) {
    if (!names.isEmpty()) {
      problems.accept(
          "%d tensors %s (%s)".formatted(names.size(), what, String.join(", ", shortened(names))));
    }
  }

  private static List<String> shortened(List<String> all) {
    if (all.size() <= MOST_NAMED) {
      return all;
    }
    List<String> some = new ArrayList<>(all.subList(0, MOST_NAMED));
    some.add("and %d more".formatted(all.size() - MOST_NAMED));
    return some;
  }

  /**
   * Copies all weights out.
   *
   * @return tensors of torchvision's names, in network order
   */
  public Map<String, Tensor> save() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    slots(true).forEach((name, slot) -> tensors.put(name, slot.save()));
    return tensors;
  }

  /**
   * Lists what the graph holds.
   *
   * @return the shape of every tensor, by torchvision's name, in network order
   */
  public Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    slots(true).forEach((name, slot) -> shapes.put(name, slot.tensorShape()));
    return shapes;
  }

  /**
   * Returns the classifier's module.
   *
   * @return such as {@code classifier.1}; its tensors are {@code .weight} and {@code .bias}
   */
  public String headName() {
    return head;
  }

  private Map<String, Slot> slots(boolean withHead) {
    Map<String, Slot> slots = new LinkedHashMap<>();
    graph
        .getConfiguration()
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

  private List<Slot> slotsOf(String name, Layer conf) {
    if (conf instanceof DepthwiseConvolution2D) {
      return List.of(slot(name, ".weight", "W", 2, 3, 0, 1)); // [kh, kw, C, 1] -> [C, 1, kh, kw]
    }
    if (conf instanceof ConvolutionLayer) {
      return List.of(slot(name, ".weight", "W", 0, 1, 2, 3));
    }
    if (conf instanceof BatchNormalization) {
      return List.of(
          vector(name, ".weight", "gamma"),
          vector(name, ".bias", "beta"),
          vector(name, ".running_mean", "mean"),
          vector(name, ".running_var", "var"));
    }
    if (name.equals(head)) {
      return List.of(slot(name, ".weight", "W", 1, 0), vector(name, ".bias", "b"));
    }
    return List.of();
  }

  private Slot slot(String name, String suffix, String parameter, int... toTensor) {
    return new Slot(name + suffix, graph.getLayer(name).getParam(parameter), toTensor);
  }

  private Slot vector(String name, String suffix, String parameter) {
    INDArray view = graph.getLayer(name).getParam(parameter);
    return new Slot(name + suffix, view.reshape(view.length()), new int[] {0});
  }
}
