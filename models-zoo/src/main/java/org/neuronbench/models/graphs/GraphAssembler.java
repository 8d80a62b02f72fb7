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

  /** What surrounds the input of a convolution of stride 2. */
  enum Padding {
    /** (k - 1) / 2 on every side, as PyTorch. */
    SYMMETRIC,
    /** As little as needed, more of it at the end, as TensorFlow's SAME. */
    TENSORFLOW_SAME
  }

  private static final String INPUT = "input";
  private static final long INITIAL_SEED = 1;
  private static final double BATCH_NORM_EPSILON = 1e-5;
  private static final double BATCH_NORM_DECAY = 0.9;

  private final Padding padding;
  private final double batchNormDecay;
  private final GraphBuilder builder;

  GraphAssembler(int inputSize, Padding padding) {
    this(inputSize, padding, BATCH_NORM_DECAY);
  }

  GraphAssembler(int inputSize, Padding padding, double batchNormDecay) {
    this.padding = padding;
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

  static String input() {
    return INPUT;
  }

  String convolution(String name, String from, int out, int kernel, int stride) {
    ConvolutionLayer.Builder layer =
        new ConvolutionLayer.Builder(kernel, kernel)
            .stride(stride, stride)
            .nOut(out)
            .hasBias(false);
    pad(layer, kernel, stride);
    builder.addLayer(name, layer.build(), from);
    return name;
  }

  String biasedConvolution(String name, String from, int out, int kernel, int pad) {
    builder.addLayer(
        name,
        new ConvolutionLayer.Builder(kernel, kernel).padding(pad, pad).nOut(out).build(),
        from);
    return name;
  }

  String depthwise(String name, String from, int channels, int kernel, int stride) {
    DepthwiseConvolution2D.Builder layer =
        new DepthwiseConvolution2D.Builder(kernel, kernel)
            .depthMultiplier(1)
            .stride(stride, stride)
            .nOut(channels)
            .hasBias(false);
    pad(layer, kernel, stride);
    builder.addLayer(name, layer.build(), from);
    return name;
  }

  private void pad(ConvolutionLayer.BaseConvBuilder<?> layer, int kernel, int stride) {
    if (padding == Padding.TENSORFLOW_SAME && stride > 1) {
      layer.convolutionMode(ConvolutionMode.Same);
    } else {
      layer.padding((kernel - 1) / 2, (kernel - 1) / 2);
    }
  }

  String batchNorm(String name, String from) {
    builder.addLayer(
        name,
        new BatchNormalization.Builder()
            .eps(BATCH_NORM_EPSILON)
            .decay(batchNormDecay)
            .useLogStd(false)
            .build(),
        from);
    return name;
  }

  String leakyRelu(String name, String from, double slope) {
    builder.addLayer(name, new ActivationLayer(new ActivationLReLU(slope)), from);
    return name;
  }

  String relu6(String name, String from) {
    builder.addLayer(name, new ActivationLayer(Activation.RELU6), from);
    return name;
  }

  String relu(String name, String from) {
    builder.addLayer(name, new ActivationLayer(Activation.RELU), from);
    return name;
  }

  String add(String name, String first, String second) {
    builder.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), first, second);
    return name;
  }

  String maxPool(String name, String from, int kernel, int stride, int pad) {
    builder.addLayer(
        name,
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
            .kernelSize(kernel, kernel)
            .stride(stride, stride)
            .padding(pad, pad)
            .build(),
        from);
    return name;
  }

  String dense(String name, String from, int out) {
    builder.addLayer(
        name, new DenseLayer.Builder().nOut(out).activation(Activation.RELU).build(), from);
    return name;
  }

  String paddedShortcut(String name, String from, int added) {
    builder.addVertex(name, new PaddedShortcut(added), from);
    return name;
  }

  /** Ends the graph: global average pooling, a linear classifier, softmax cross-entropy. */
  ComputationGraphConfiguration classify(String headName, String from, int classes) {
    builder.addLayer("avgpool", new GlobalPoolingLayer(PoolingType.AVG), from);
    return classifyAll(headName, "avgpool", classes);
  }

  /** Ends the graph with a classifier of every pixel of every channel. */
  ComputationGraphConfiguration classifyAll(String headName, String from, int classes) {
    builder.addLayer(
        headName,
        new OutputLayer.Builder(new LossMCXENT())
            .activation(Activation.SOFTMAX)
            .nOut(classes)
            .build(),
        from);
    return builder.setOutputs(headName).build();
  }
}
