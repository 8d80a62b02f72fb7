package org.neuronbench.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.neuronbench.spi.Place;
import org.neuronbench.spi.Place.Role;

/**
 * Finds where each convolution of a graph stands: what it follows and precedes by the graph, its
 * block by its name (up to the first number behind a dot: {@code features.3.conv.0} is of block
 * {@code features.3}), its role by its neighbours.
 */
final class Places {

  private final ComputationGraphConfiguration graph;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Set<Integer>> before = new HashMap<>();
  private final Map<String, Set<Integer>> after = new HashMap<>();

  Places(ComputationGraphConfiguration graph) {
    this.graph = graph;
    graph.getVertices().keySet().stream().filter(this::isConvolution).forEach(names::add);
    names.forEach(name -> after.put(name, new TreeSet<>()));
    for (String name : names) {
      Set<Integer> found = new TreeSet<>();
      inputs(name).forEach(input -> collect(input, found));
      before.put(name, found);
      found.forEach(i -> of(after, names.get(i)).add(names.indexOf(name)));
    }
  }

  private static Set<Integer> of(Map<String, Set<Integer>> map, String name) {
    return map.getOrDefault(name, Set.of());
  }

  private boolean isConvolution(String name) {
    return NetworkDescriber.convolution(graph.getVertices().get(name)) != null;
  }

  private List<String> inputs(String name) {
    return graph.getVertexInputs().getOrDefault(name, List.of());
  }

  /** Collects the convolutions whose outputs reach a vertex with no other between. */
  private void collect(String vertex, Set<Integer> found) {
    if (isConvolution(vertex)) {
      found.add(names.indexOf(vertex));
    } else {
      inputs(vertex).forEach(input -> collect(input, found));
    }
  }

  Map<String, Place> all() {
    Map<String, Place> places = new HashMap<>();
    List<String> blocks = new ArrayList<>();
    for (String name : names) {
      String block = block(name);
      if (!blocks.contains(block)) {
        blocks.add(block);
      }
      places.put(
          name,
          new Place(
              blocks.indexOf(block),
              role(name),
              List.copyOf(of(before, name)),
              List.copyOf(of(after, name))));
    }
    return places;
  }

  private static String block(String name) {
    return name.replaceFirst("^([^.]+(?:\\.[^.0-9]+)*\\.\\d+)\\..*$", "$1");
  }

  private Role role(String name) {
    if (names.get(0).equals(name)) {
      return Role.STEM;
    }
    if (isDepthwise(name)) {
      return Role.DEPTHWISE;
    }
    ConvolutionLayer layer = NetworkDescriber.convolution(graph.getVertices().get(name));
    boolean pointwise =
        layer != null && layer.getKernelSize()[0] == 1 && layer.getKernelSize()[1] == 1;
    if (!pointwise) {
      return Role.PLAIN;
    }
    if (anyDepthwise(of(after, name))) {
      return Role.EXPAND;
    }
    if (anyDepthwise(of(before, name))) {
      return Role.PROJECT;
    }
    if (besideBlock(name)) {
      return Role.SHORTCUT;
    }
    return of(after, name).isEmpty() ? Role.MIX : Role.PLAIN;
  }

  private boolean isDepthwise(String name) {
    return NetworkDescriber.isDepthwise(
        NetworkDescriber.convolution(graph.getVertices().get(name)));
  }

  private boolean anyDepthwise(Set<Integer> indices) {
    return indices.stream().anyMatch(i -> isDepthwise(names.get(i)));
  }

  /** It shares its input with another convolution, and an addition takes what it puts out. */
  private boolean besideBlock(String name) {
    String input = inputs(name).get(0);
    boolean shared = names.stream().anyMatch(n -> !n.equals(name) && inputs(n).contains(input));
    return shared && joinsAddition(name);
  }

  private boolean joinsAddition(String vertex) {
    return graph.getVertexInputs().entrySet().stream()
        .filter(entry -> entry.getValue().contains(vertex))
        .anyMatch(
            entry ->
                graph.getVertices().get(entry.getKey()) instanceof ElementWiseVertex
                    || (!isConvolution(entry.getKey()) && joinsAddition(entry.getKey())));
  }
}
