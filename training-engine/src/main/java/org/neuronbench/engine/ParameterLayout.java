package org.neuronbench.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.SessionState;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Unit;

/** Where each parameter lies in a graph's flat parameter vector. */
public final class ParameterLayout {

  /**
   * A run of consecutive parameters.
   *
   * @param offset of the first
   * @param length number of parameters
   */
  public record Range(int offset, int length) {}

  /**
   * The weights of one convolution: a row for each output channel, whose weights are {@code offset
   * + output * rowStride + k * weightStride}, k in kernel order (input channel of the group, row,
   * column). Neurons are rows or columns, as the layer's unit says.
   *
   * @param layer the convolution
   * @param offset of its first weight
   * @param rowStride between the first weights of two rows
   * @param weightStride between two weights of a row
   * @param biasOffset of the first bias, or -1 without biases
   */
  public record Weights(
      ConvolutionLayer layer, int offset, int rowStride, int weightStride, int biasOffset) {

    /** Returns where a weight lies. */
    public int index(int output, int k) {
      return offset + output * rowStride + k * weightStride;
    }

    /** Returns the weights of a row. */
    public int rowLength() {
      return layer.inputChannels() / layer.groups() * area();
    }

    /** Returns the weights of the layer. */
    public int count() {
      return layer.outputChannels() * rowLength();
    }

    private int area() {
      return layer.kernelHeight() * layer.kernelWidth();
    }

    /** Tells where the weights of a neuron lie, without its bias. */
    public void each(int channel, IntConsumer index) {
      if (layer.unit() == Unit.OUTPUT_CHANNEL) {
        for (int k = 0; k < rowLength(); k++) {
          index.accept(index(channel, k));
        }
        return;
      }
      int inputs = layer.inputChannels() / layer.groups();
      int outputs = layer.outputChannels() / layer.groups();
      int first = channel / inputs * outputs;
      for (int output = first; output < first + outputs; output++) {
        for (int a = 0; a < area(); a++) {
          index.accept(index(output, channel % inputs * area() + a));
        }
      }
    }

    /** Returns where the bias of a neuron lies, or -1 without one: columns have none. */
    public int bias(int channel) {
      return biasOffset < 0 || layer.unit() == Unit.INPUT_CHANNEL ? -1 : biasOffset + channel;
    }
  }

  /**
   * The parameters of one batch norm.
   *
   * @param name of its vertex
   * @param scale gamma
   * @param shift beta
   * @param mean running mean
   * @param variance running variance
   */
  public record BatchNorm(String name, Range scale, Range shift, Range mean, Range variance) {}

  /**
   * The parameters of one fully connected layer.
   *
   * @param weights output by output, a weight per input feature
   * @param biases one per output, or null without biases
   */
  public record Dense(Range weights, @Nullable Range biases) {}

  private final List<Weights> convolutions = new ArrayList<>();
  private final Map<String, BatchNorm> batchNorms = new HashMap<>();
  private final Map<String, Dense> denses = new HashMap<>();
  private final List<Range> head;

  /** Reads the layout of a graph. */
  public ParameterLayout(ComputationGraph graph, Network network) {
    for (ConvolutionLayer layer : network.layers()) {
      convolutions.add(weights(graph.getLayer(layer.name()), layer));
    }
    for (Layer layer : graph.getLayers()) {
      if (layer.conf().getLayer() instanceof BatchNormalization conf) {
        batchNorms.put(conf.getLayerName(), batchNorm(layer));
      }
      if (layer.conf().getLayer() instanceof DenseLayer
          || layer.conf().getLayer() instanceof BaseOutputLayer) {
        denses.put(layer.conf().getLayer().getLayerName(), dense(layer));
      }
    }
    Dense classifier = Objects.requireNonNull(denses.get(GraphModel.headName(graph)));
    head =
        classifier.biases() == null
            ? List.of(classifier.weights())
            : List.of(classifier.weights(), classifier.biases());
  }

  private static Dense dense(Layer layer) {
    INDArray biases = layer.getParam("b");
    return new Dense(range(layer.getParam("W")), biases == null ? null : range(biases));
  }

  private static Weights weights(Layer layer, ConvolutionLayer description) {
    INDArray weights = layer.getParam("W");
    int offset = (int) weights.offset();
    int biasOffset = description.bias() ? (int) layer.getParam("b").offset() : -1;
    // Depthwise weights lie as [kh, kw, channel, 1], all others as [out, in, kh, kw].
    return NetworkDescriber.isDepthwise(layer.conf().getLayer())
        ? new Weights(description, offset, 1, description.outputChannels(), biasOffset)
        : new Weights(
            description,
            offset,
            description.inputChannels() * description.kernelHeight() * description.kernelWidth(),
            1,
            biasOffset);
  }

  private static BatchNorm batchNorm(Layer layer) {
    return new BatchNorm(
        layer.conf().getLayer().getLayerName(),
        range(layer.getParam("gamma")),
        range(layer.getParam("beta")),
        range(layer.getParam("mean")),
        range(layer.getParam("var")));
  }

  private static Range range(INDArray view) {
    return new Range((int) view.offset(), (int) view.length());
  }

  /** Returns the convolutions in network order. */
  public List<Weights> convolutions() {
    return convolutions;
  }

  /** Returns the batch norms by vertex name. */
  public Map<String, BatchNorm> batchNorms() {
    return batchNorms;
  }

  /** Returns the fully connected layers by vertex name, the classifier among them. */
  public Map<String, Dense> denses() {
    return denses;
  }

  /** Returns the classifier's parameters: weights, and biases if it has any. */
  public List<Range> head() {
    return head;
  }

  /** Finds the batch norm right behind each convolution that has one. */
  public Map<ConvolutionLayer, BatchNorm> normsOf(ComputationGraph graph, Network network) {
    Map<ConvolutionLayer, BatchNorm> norms = new HashMap<>();
    Map<String, List<String>> inputs = graph.getConfiguration().getVertexInputs();
    for (ConvolutionLayer layer : network.layers()) {
      batchNorms.values().stream()
          .filter(norm -> inputs.getOrDefault(norm.name(), List.of()).contains(layer.name()))
          .findFirst()
          .ifPresent(norm -> norms.put(layer, norm));
    }
    return norms;
  }

  /** Checks that a state is one of this network's. */
  public void checkSize(SessionState state, int parameters) {
    if (state.parameters().length != parameters) {
      throw new IllegalArgumentException(
          Text.format(
              "A state of %d parameters does not fit a network of %d",
              state.parameters().length, parameters));
    }
  }

  /**
   * Counts the trained parameters that no budget counts, in parameters of the head, and of batch
   * norm if trained.
   */
  public long parametersOutsideBudget(boolean trainBatchNorm) {
    long count = head.stream().mapToLong(Range::length).sum();
    return trainBatchNorm
        ? count + batchNorms.values().stream().mapToLong(b -> 2L * b.scale().length()).sum()
        : count;
  }
}
