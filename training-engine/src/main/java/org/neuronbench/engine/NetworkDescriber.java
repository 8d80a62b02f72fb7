package org.neuronbench.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Place;
import org.neuronbench.spi.Unit;

/** Describes the convolutions of a ComputationGraph to strategies, in the order of its vertices. */
public final class NetworkDescriber {

  private NetworkDescriber() {}

  /**
   * Describes a graph.
   *
   * @param configuration one input, vertices added in network order
   * @param inputSize edge of the square RGB input, pixels
   */
  public static Network describe(
      String name, ComputationGraphConfiguration configuration, int inputSize) {
    InputType input = InputType.convolutional(inputSize, inputSize, 3);
    Map<String, InputType> outputs = configuration.getLayerActivationTypes(input);
    Map<String, Place> places = new Places(configuration).all();
    List<ConvolutionLayer> layers = new ArrayList<>();
    int firstNeuron = 0;
    for (Map.Entry<String, GraphVertex> vertex : configuration.getVertices().entrySet()) {
      org.deeplearning4j.nn.conf.layers.ConvolutionLayer found = convolution(vertex.getValue());
      if (found != null) {
        String source =
            Objects.requireNonNull(configuration.getVertexInputs().get(vertex.getKey())).get(0);
        InputType in = outputs.getOrDefault(source, input);
        ConvolutionLayer layer =
            layer(
                vertex.getKey(),
                firstNeuron,
                found,
                (InputTypeConvolutional) in,
                (InputTypeConvolutional) Objects.requireNonNull(outputs.get(vertex.getKey())),
                layers.size(),
                Objects.requireNonNull(places.get(vertex.getKey())));
        layers.add(layer);
        firstNeuron += layer.neurons();
      }
    }
    return new Network(name, layers);
  }

  /** Returns the convolution of a vertex, if it is one. */
  static org.deeplearning4j.nn.conf.layers.@Nullable ConvolutionLayer convolution(
      @Nullable GraphVertex vertex) {
    return vertex instanceof LayerVertex layer
            && layer.getLayerConf().getLayer()
                instanceof org.deeplearning4j.nn.conf.layers.ConvolutionLayer convolution
        ? convolution
        : null;
  }

  private static ConvolutionLayer layer(
      String name,
      int firstNeuron,
      org.deeplearning4j.nn.conf.layers.ConvolutionLayer convolution,
      InputTypeConvolutional in,
      InputTypeConvolutional out,
      int index,
      Place place) {
    int inputChannels = (int) convolution.getNIn();
    return new ConvolutionLayer(
        name,
        index,
        firstNeuron,
        (int) out.getChannels(),
        inputChannels,
        isDepthwise(convolution) ? inputChannels : 1,
        convolution.getKernelSize()[0],
        convolution.getKernelSize()[1],
        convolution.hasBias(),
        (int) in.getHeight(),
        (int) in.getWidth(),
        (int) out.getHeight(),
        (int) out.getWidth(),
        convolution.getStride()[0],
        convolution.getStride()[1],
        Unit.OUTPUT_CHANNEL,
        place);
  }

  /** Says whether a layer convolves each channel on its own. */
  public static boolean isDepthwise(@Nullable Layer layer) {
    return layer instanceof DepthwiseConvolution2D;
  }
}
