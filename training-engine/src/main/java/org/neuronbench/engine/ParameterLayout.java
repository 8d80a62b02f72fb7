package org.neuronbench.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
   * The weights of one convolution. A neuron's weights are {@code offset + neuron * neuronStride +
   * k * weightStride}, k in kernel order (input channel, row, column).
   *
   * @param layer the convolution
   * @param offset of its first weight
   * @param neuronStride between the first weights of two neurons
   * @param weightStride between two weights of a neuron
   * @param biasOffset of the first bias, or -1 without biases
   */
  public record Weights(
      ConvolutionLayer layer, int offset, int neuronStride, int weightStride, int biasOffset) {

    /** Returns where a weight lies. */
    public int index(int channel, int k) {
      return offset + channel * neuronStride + k * weightStride;
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
        ? new Weights(description, offset, 1, description.neurons(), biasOffset)
        : new Weights(description, offset, description.weightsPerNeuron(), 1, biasOffset);
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
