package org.neuronbench.models.graphs;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.neuronbench.engine.PaddedShortcut;

/** Adds vertices one by one, each named as torchvision's module; every method returns the name. */
final class GraphAssembler {

  static final String INPUT = "input";
  private static final long INITIAL_SEED = 1;
  private static final double BATCH_NORM_EPSILON = 1e-5;
  static final double BATCH_NORM_DECAY = 0.9;

  private final boolean tensorflowPadding;
  private final double batchNormDecay;
  private final GraphBuilder builder;

  GraphAssembler(int inputSize) {
    this(inputSize, false, BATCH_NORM_DECAY);
  }

  /**
   * With TensorFlow's padding, convolutions of stride 2 pad as little as needed, more of it at the
   * end; all others (k - 1) / 2 on every side.
   */
  GraphAssembler(int inputSize, boolean tensorflowPadding, double batchNormDecay) {
    this.tensorflowPadding = tensorflowPadding;
    this.batchNormDecay = batchNormDecay;
    this.builder =
        new NeuralNetConfiguration.Builder()
            .seed(INITIAL_SEED)
            .updater(new NoOp())
            .weightInit(WeightInit.RELU)
            .activation(Activation.IDENTITY)
            .convolutionMode(ConvolutionMode.Truncate)
            .graphBuilder()
            .addInputs(INPUT)
            .setInputTypes(InputType.convolutional(inputSize, inputSize, 3));
  }

  private String layer(String name, String from, Layer layer) {
    builder.addLayer(name, layer, from);
    return name;
  }

  String convolution(String name, String from, int out, int kernel, int stride) {
    return convolution(name, from, new ConvolutionLayer.Builder(), out, kernel, stride);
  }

  String biasedConvolution(String name, String from, int out, int kernel, int pad) {
    return layer(
        name,
        from,
        new ConvolutionLayer.Builder(kernel, kernel).padding(pad, pad).nOut(out).build());
  }

  String depthwise(String name, String from, int channels, int kernel, int stride) {
    DepthwiseConvolution2D.Builder layer = new DepthwiseConvolution2D.Builder().depthMultiplier(1);
    return convolution(name, from, layer, channels, kernel, stride);
  }

  private String convolution(
      String name,
      String from,
      ConvolutionLayer.BaseConvBuilder<?> layer,
      int out,
      int kernel,
      int stride) {
    layer.kernelSize(kernel, kernel).stride(stride, stride).nOut(out);
    layer.hasBias(false);
    if (tensorflowPadding && stride > 1) {
      layer.convolutionMode(ConvolutionMode.Same);
    } else {
      layer.padding((kernel - 1) / 2, (kernel - 1) / 2);
    }
    return layer(name, from, layer.build());
  }

  String batchNorm(String name, String from) {
    return layer(
        name,
        from,
        new BatchNormalization.Builder()
            .eps(BATCH_NORM_EPSILON)
            .decay(batchNormDecay)
            .useLogStd(false)
            .build());
  }

  String leakyRelu(String name, String from, double slope) {
    return layer(name, from, new ActivationLayer(new ActivationLReLU(slope)));
  }

  String relu6(String name, String from) {
    return layer(name, from, new ActivationLayer(Activation.RELU6));
  }

  String relu(String name, String from) {
    return layer(name, from, new ActivationLayer(Activation.RELU));
  }

  String add(String name, String first, String second) {
    builder.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), first, second);
    return name;
  }

  String maxPool(String name, String from, int kernel, int stride, int pad) {
    return layer(
        name,
        from,
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
            .kernelSize(kernel, kernel)
            .stride(stride, stride)
            .padding(pad, pad)
            .build());
  }

  String dense(String name, String from, int out) {
    return layer(
        name, from, new DenseLayer.Builder().nOut(out).activation(Activation.RELU).build());
  }

  String paddedShortcut(String name, String from, int added) {
    builder.addVertex(name, new PaddedShortcut(added), from);
    return name;
  }

  /** Ends the graph: global average pooling, a linear classifier, softmax cross-entropy. */
  ComputationGraphConfiguration classify(String headName, String from, int classes) {
    String pooled = layer("avgpool", from, new GlobalPoolingLayer(PoolingType.AVG));
    return classifyAll(headName, pooled, classes);
  }

  /** Ends the graph with a classifier of every pixel of every channel. */
  ComputationGraphConfiguration classifyAll(String headName, String from, int classes) {
    OutputLayer.Builder head = new OutputLayer.Builder(new LossMCXENT()).nOut(classes);
    layer(headName, from, head.activation(Activation.SOFTMAX).build());
    return builder.setOutputs(headName).build();
  }
}
