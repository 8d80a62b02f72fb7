package org.neuronbench.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.neuronbench.models.ModelTable.Demand;
import org.neuronbench.models.ModelTable.Entry;
import org.neuronbench.models.graphs.MobileNetV2;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.Tensor;

/** Finds the network that tensors are of, by their names and shapes. */
final class Recognition {

  private static final int ANY_CLASSES = 2;

  private final Map<String, Tensor> tensors;

  Recognition(Map<String, Tensor> tensors) {
    this.tensors = tensors;
  }

  /** Networks that their file describes are none of those that could be found. */
  Optional<Architecture> find() {
    return ModelTable.ALL.stream()
        .filter(entry -> !entry.info().needsWeights() && !entry.id().equals("micro"))
        .flatMap(
            entry ->
                widths(entry).stream()
                    .filter(width -> fits(entry, width))
                    .limit(1)
                    .map(width -> new Architecture(entry.id(), width)))
        .findFirst();
  }

  private boolean fits(Entry entry, double width) {
    return fits(
        entry
            .layout()
            .apply(new Demand(width, entry.info().imageSize(), ANY_CLASSES, Optional.empty())));
  }

  /** Tells whether the tensors are those of a network; the classifier may have any classes. */
  boolean fits(ComputationGraphConfiguration network) {
    Map<String, long[]> needed = GraphWeights.shapes(network, false);
    String head = network.getNetworkOutputs().get(0) + ".";
    Set<String> found = new TreeSet<>(tensors.keySet());
    found.removeIf(name -> name.endsWith(GraphWeights.COUNTER) || name.startsWith(head));
    return found.equals(needed.keySet())
        && found.stream()
            .allMatch(
                name ->
                    Arrays.equals(
                        needed.get(name), Objects.requireNonNull(tensors.get(name)).shape()));
  }

  /** Only the widths whose first convolution has as many channels as the file's are laid out. */
  private List<Double> widths(Entry entry) {
    if (!entry.id().equals(Architecture.MOBILENET)) {
      return List.of(1.0);
    }
    Tensor stem = tensors.get("features.0.0.weight");
    List<Double> widths = new ArrayList<>(MobileNetV2.widths());
    widths.removeIf(
        width ->
            stem == null
                || stem.shape().length == 0
                || MobileNetV2.channels(width).get(0) != stem.shape()[0]);
    return widths;
  }
}
