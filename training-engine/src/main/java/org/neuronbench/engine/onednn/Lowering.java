package org.neuronbench.engine.onednn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.jspecify.annotations.Nullable;
import org.neuronbench.engine.PaddedShortcut;
import org.neuronbench.engine.ParameterLayout;
import org.neuronbench.engine.onednn.Geometry.Size;
import org.neuronbench.engine.onednn.LoweredNetwork.Extent;
import org.neuronbench.spi.ConvolutionLayer;

/**
 * Turns a ComputationGraph into steps: a convolution takes the batch norm and activation behind it
 * with it, an addition the activation behind it.
 */
final class Lowering {

  private final ComputationGraphConfiguration graph;
  private final ParameterLayout layout;
  private final Map<String, InputType> types;
  private final Map<String, Integer> tensorOf = new HashMap<>();
  private final Set<String> absorbed = new HashSet<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Extent> tensors = new ArrayList<>();

  private Lowering(ComputationGraphConfiguration graph, ParameterLayout layout, int inputSize) {
    this.graph = graph;
    this.layout = layout;
    this.types = graph.getLayerActivationTypes(InputType.convolutional(inputSize, inputSize, 3));
    if (graph.getNetworkInputs().size() != 1 || graph.getNetworkOutputs().size() != 1) {
      throw new UnsupportedLayerException("input", "several inputs or outputs");
    }
    tensorOf.put(graph.getNetworkInputs().get(0), 0);
    tensors.add(new Extent(3, inputSize, inputSize));
  }

  /** Lowers a graph, unless there is a layer that cannot be lowered. */
  static LoweredNetwork lower(
      ComputationGraphConfiguration graph, ParameterLayout layout, int inputSize) {
    Lowering lowering = new Lowering(graph, layout, inputSize);
    for (String name : graph.getTopologicalOrderStr()) {
      if (graph.getVertices().containsKey(name) && !lowering.absorbed.contains(name)) {
        lowering.vertex(name, lowering.vertexOf(name));
      }
    }
    return new LoweredNetwork(List.copyOf(lowering.nodes), List.copyOf(lowering.tensors));
  }

  private GraphVertex vertexOf(String name) {
    return Objects.requireNonNull(graph.getVertices().get(name), name);
  }

  private void vertex(String name, GraphVertex vertex) {
    if (vertex instanceof LayerVertex layerVertex) {
      layer(name, layerVertex);
    } else if (vertex instanceof ElementWiseVertex sum
        && sum.getOp() == ElementWiseVertex.Op.Add
        && inputs(name).size() == 2) {
      addition(name);
    } else if (vertex instanceof PaddedShortcut shortcut) {
      int input = tensorBefore(name, 0);
      Extent out = extent(name);
      ShortcutCopy copy = new ShortcutCopy(tensors.get(input), out, shortcut.before());
      nodes.add(new Node.PaddedShortcut(name, input, newTensor(name, out), copy));
    } else {
      throw new UnsupportedLayerException(name, vertex.getClass().getSimpleName());
    }
  }

  private void layer(String name, LayerVertex vertex) {
    Layer layer = vertex.getLayerConf().getLayer();
    LayerRules.check(name, vertex);
    if (layer instanceof SubsamplingLayer pooling) {
      pooling(name, pooling);
    } else if (layer instanceof GlobalPoolingLayer pooling) {
      globalPooling(name, pooling.getPoolingType());
    } else if (layer instanceof OutputLayer head) {
      LayerRules.checkHead(name, head);
      dense(name, head.getNOut(), Activation.NONE);
    } else if (layer instanceof DenseLayer dense) {
      dense(name, dense);
    } else if (layer instanceof org.deeplearning4j.nn.conf.layers.ConvolutionLayer convolution) {
      convolution(name, convolution);
    } else {
      throw new UnsupportedLayerException(name, layer.getClass().getSimpleName());
    }
  }

  private List<String> inputs(String name) {
    return Objects.requireNonNull(graph.getVertexInputs().get(name), name);
  }

  private int tensorBefore(String name, int input) {
    return Objects.requireNonNull(tensorOf.get(inputs(name).get(input)), name);
  }

  private int newTensor(String name, Extent extent) {
    tensors.add(extent);
    tensorOf.put(name, tensors.size() - 1);
    return tensors.size() - 1;
  }

  private Extent extent(String name) {
    InputType type = Objects.requireNonNull(types.get(name), name);
    if (type instanceof InputTypeConvolutional c) {
      return new Extent((int) c.getChannels(), (int) c.getHeight(), (int) c.getWidth());
    }
    return new Extent((int) type.arrayElementsPerExample(), 1, 1);
  }

  private void convolution(
      String name, org.deeplearning4j.nn.conf.layers.ConvolutionLayer convolution) {
    ParameterLayout.Weights weights =
        layout.convolutions().stream()
            .filter(w -> w.layer().name().equals(name))
            .findFirst()
            .orElseThrow();
    ConvolutionLayer layer = weights.layer();
    LayerRules.checkConvolution(name, convolution, layer);
    Geometry unpadded = Geometry.of(layer, Size.of(convolution.getStride()), new Size(0, 0));
    Geometry geometry =
        padded(unpadded, convolution.getConvolutionMode(), convolution.getPadding());
    int input = tensorBefore(name, 0);
    Activation own = LayerRules.activation(name, convolution.getActivationFn());
    String tip = name;
    ParameterLayout.BatchNorm norm = null;
    Node.BatchNormSettings settings = new Node.BatchNormSettings(0, 0);
    Optional<String> follower = onlyConsumer(tip);
    if (own == Activation.NONE
        && follower.isPresent()
        && layerOf(follower.get()) instanceof BatchNormalization conf) {
      tip = absorb(follower.get());
      norm = layout.batchNorms().get(tip);
      settings = new Node.BatchNormSettings((float) conf.getEps(), (float) conf.getDecay());
    }
    Activation activation = own == Activation.NONE ? activationAfter(tip) : own;
    boolean inside = own != Activation.NONE;
    if (!inside && activation != Activation.NONE) {
      tip = absorb(onlyConsumer(tip).orElseThrow());
    }
    int output = newTensor(tip, extent(tip));
    nodes.add(
        new Node.Convolution(
            name, input, output, geometry, weights, norm, settings, activation, inside));
  }

  /** Pads as the layer says, or by as little as Same needs, less of it before than behind. */
  private static Geometry padded(Geometry g, ConvolutionMode mode, int[] stated) {
    if (mode != ConvolutionMode.Same) {
      return g.withPadding(Size.of(stated));
    }
    Size out = g.output();
    Size kernel = g.kernel();
    return g.withPadding(
        new Size(
            sameBefore(out.height(), g.stride().height(), kernel.height(), g.input().height()),
            sameBefore(out.width(), g.stride().width(), kernel.width(), g.input().width())));
  }

  private static int sameBefore(int out, int stride, int kernel, int in) {
    return Math.max(0, (out - 1) * stride + kernel - in) / 2;
  }

  private @Nullable Layer layerOf(String name) {
    return vertexOf(name) instanceof LayerVertex v ? v.getLayerConf().getLayer() : null;
  }

  private Optional<String> onlyConsumer(String name) {
    List<String> consumers =
        graph.getVertexInputs().entrySet().stream()
            .filter(e -> e.getValue().contains(name))
            .map(Map.Entry::getKey)
            .toList();
    return consumers.size() == 1 ? Optional.of(consumers.get(0)) : Optional.empty();
  }

  private Activation activationAfter(String name) {
    Optional<String> follower = onlyConsumer(name);
    if (follower.isPresent() && layerOf(follower.get()) instanceof ActivationLayer layer) {
      return LayerRules.activation(follower.get(), layer.getActivationFn());
    }
    return Activation.NONE;
  }

  private String absorb(String name) {
    absorbed.add(name);
    return name;
  }

  private void addition(String name) {
    int first = tensorBefore(name, 0);
    int second = tensorBefore(name, 1);
    Activation activation = activationAfter(name);
    String tip = activation == Activation.NONE ? name : absorb(onlyConsumer(name).orElseThrow());
    nodes.add(new Node.Addition(name, first, second, newTensor(tip, extent(tip)), activation));
  }

  private void pooling(String name, SubsamplingLayer layer) {
    LayerRules.checkPooling(name, layer);
    Extent out = extent(name);
    Geometry window = window(name, out, Size.of(layer.getKernelSize()), Size.of(layer.getStride()));
    boolean maximum = layer.getPoolingType() == PoolingType.MAX;
    pooling(name, out, padded(window, layer.getConvolutionMode(), layer.getPadding()), maximum);
  }

  private void globalPooling(String name, PoolingType type) {
    if (type != PoolingType.AVG && type != PoolingType.MAX) {
      throw new UnsupportedLayerException(name, "global " + type + " pooling");
    }
    Extent in = tensors.get(tensorBefore(name, 0));
    Extent out = new Extent(in.channels(), 1, 1);
    pooling(name, out, window(name, out, in.size(), in.size()), type == PoolingType.MAX);
  }

  private void pooling(String name, Extent out, Geometry window, boolean maximum) {
    int input = tensorBefore(name, 0);
    nodes.add(new Node.Pooling(name, input, newTensor(name, out), window, maximum));
  }

  private Geometry window(String name, Extent out, Size kernel, Size stride) {
    Extent in = tensors.get(tensorBefore(name, 0));
    Size none = new Size(0, 0);
    return new Geometry(
        in.channels(), out.channels(), 1, in.size(), out.size(), kernel, stride, none);
  }

  private void dense(String name, DenseLayer layer) {
    if (layer.hasLayerNorm()) {
      throw new UnsupportedLayerException(name, "dense layer with layer norm");
    }
    dense(name, layer.getNOut(), LayerRules.activation(name, layer.getActivationFn()));
  }

  private void dense(String name, long outputs, Activation activation) {
    int input = tensorBefore(name, 0);
    Extent in = tensors.get(input);
    ParameterLayout.Dense parameters = Objects.requireNonNull(layout.denses().get(name), name);
    int output = newTensor(name, new Extent((int) outputs, 1, 1));
    nodes.add(new Node.Dense(name, input, output, in, (int) outputs, parameters, activation));
  }
}
