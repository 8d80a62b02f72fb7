package org.neuronbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Networks of inverted residuals, as a weight file describes them and PyTorch names them. */
final class TorchNet {

  private static final Map<String, String> SUFFIXES =
      Map.of(
          "W",
          ".weight",
          "b",
          ".bias",
          "gamma",
          ".weight",
          "beta",
          ".bias",
          "mean",
          ".running_mean",
          "var",
          ".running_var");

  private final GraphBuilder graph;

  private TorchNet(int imageSize) {
    this.graph = TestGraphs.builder(InputType.convolutional(imageSize, imageSize, 3));
  }

  static GraphModel build(JsonNode first, JsonNode blocks, int imageSize, int classes) {
    TorchNet net = new TorchNet(imageSize);
    ConvolutionLayer.Builder stem =
        new ConvolutionLayer.Builder().nOut(first.get("out").intValue());
    int kernel = first.get("kernel").intValue();
    String tip = net.clipped("features.0", "input", stem, kernel, first.get("stride").intValue());
    for (int i = 0; i < blocks.size(); i++) {
      tip = net.block("features." + (i + 1), tip, blocks.get(i));
    }
    return TestGraphs.finish(net.graph, tip, imageSize, classes);
  }

  private String block(String name, String from, JsonNode block) {
    int wide = block.get(block.get("expand").isNull() ? "cin" : "expand").intValue();
    int module = 0;
    String tip = from;
    if (!block.get("expand").isNull()) {
      tip = clipped(name + ".conv." + module++, tip, pointwise(wide), 1, 1);
    }
    DepthwiseConvolution2D.Builder depthwise =
        new DepthwiseConvolution2D.Builder().depthMultiplier(1).nOut(wide);
    int kernel = block.get("dw_kernel").intValue();
    int stride = block.get("stride").intValue();
    tip = clipped(name + ".conv." + module++, tip, depthwise, kernel, stride);
    ConvolutionLayer.Builder project = pointwise(block.get("cout").intValue());
    String out = name + ".conv." + (module + 1);
    normalised(name + ".conv." + module, out, tip, project, 1, 1);
    if (!block.get("residual").booleanValue()) {
      return out;
    }
    graph.addVertex(name + ".add", new ElementWiseVertex(ElementWiseVertex.Op.Add), from, out);
    return name + ".add";
  }

  private static ConvolutionLayer.Builder pointwise(int out) {
    return new ConvolutionLayer.Builder().nOut(out);
  }

  private String clipped(
      String name,
      String from,
      ConvolutionLayer.BaseConvBuilder<?> convolution,
      int kernel,
      int stride) {
    normalised(name + ".0", name + ".1", from, convolution, kernel, stride);
    graph.addLayer(name + ".2", new ActivationLayer(Activation.RELU6), name + ".1");
    return name + ".2";
  }

  private void normalised(
      String name,
      String norm,
      String from,
      ConvolutionLayer.BaseConvBuilder<?> convolution,
      int kernel,
      int stride) {
    convolution.kernelSize(kernel, kernel).stride(stride, stride);
    convolution.padding((kernel - 1) / 2, (kernel - 1) / 2).hasBias(false);
    graph.addLayer(name, convolution.build(), from);
    graph.addLayer(
        norm, new BatchNormalization.Builder().eps(1e-5).decay(0.9).useLogStd(false).build(), name);
  }

  /** Views of parameters and statistics, named and shaped as PyTorch's. */
  static Map<String, INDArray> views(ComputationGraph graph) {
    Map<String, INDArray> views = new LinkedHashMap<>();
    graph
        .getConfiguration()
        .getVertices()
        .forEach(
            (name, vertex) -> {
              if (vertex instanceof LayerVertex layer) {
                graph
                    .getLayer(name)
                    .paramTable()
                    .forEach(
                        (key, parameter) ->
                            views.put(
                                name + SUFFIXES.get(key),
                                view(layer.getLayerConf().getLayer(), key, parameter)));
              }
            });
    return views;
  }

  private static INDArray view(Layer layer, String key, INDArray parameter) {
    if (!key.equals("W")) {
      return parameter.reshape(parameter.length());
    }
    if (layer instanceof DepthwiseConvolution2D) {
      return parameter.permute(2, 3, 0, 1);
    }
    return layer instanceof ConvolutionLayer ? parameter : parameter.transpose();
  }
}
