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
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

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
    List<ConvolutionLayer> layers = new ArrayList<>();
    int firstNeuron = 0;
    for (Map.Entry<String, GraphVertex> vertex : configuration.getVertices().entrySet()) {
      if (vertex.getValue() instanceof LayerVertex layerVertex
          && layerVertex.getLayerConf().getLayer()
              instanceof org.deeplearning4j.nn.conf.layers.ConvolutionLayer convolution) {
        String source =
            Objects.requireNonNull(configuration.getVertexInputs().get(vertex.getKey())).get(0);
        InputType in = outputs.getOrDefault(source, input);
        ConvolutionLayer layer =
            layer(
                vertex.getKey(),
                layers.size(),
                firstNeuron,
                convolution,
                (InputTypeConvolutional) in,
                (InputTypeConvolutional) Objects.requireNonNull(outputs.get(vertex.getKey())));
        layers.add(layer);
        firstNeuron += layer.neurons();
      }
    }
    return new Network(name, layers);
  }

  private static ConvolutionLayer layer(
      String name,
      int index,
      int firstNeuron,
      org.deeplearning4j.nn.conf.layers.ConvolutionLayer convolution,
      InputTypeConvolutional in,
      InputTypeConvolutional out) {
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
        (int) out.getWidth());
  }

  /** Says whether a layer convolves each channel on its own. */
  public static boolean isDepthwise(Layer layer) {
    return layer instanceof DepthwiseConvolution2D;
  }
}
