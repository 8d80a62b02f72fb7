package org.neuronbench.engine;

import java.util.Iterator;
import java.util.List;
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
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.Preprocessing;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.spi.RandomStream;

/** Small networks of every supported shape, and batches for them. */
public final class TestGraphs {

  public static final int SIZE = 13;
  public static final int CLASSES = 4;
  public static final int BATCH = 6;

  private TestGraphs() {}

  /** Stem, a residual block whose middle is varied, pooling in between, a classifier. */
  public static GraphModel model(int kernel, int stride, boolean depthwise, boolean maxPool) {
    GraphBuilder graph = builder();
    convolution(graph, "stem", "input", 16, 3, 1, Activation.RELU);
    String tip = "stem.act";
    if (maxPool) {
      graph.addLayer(
          "pool",
          new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
              .kernelSize(3, 3)
              .stride(2, 2)
              .padding(1, 1)
              .build(),
          tip);
      tip = "pool";
    }
    convolution(graph, "expand", tip, 48, 1, 1, Activation.RELU6);
    if (depthwise) {
      graph.addLayer(
          "middle",
          new DepthwiseConvolution2D.Builder(kernel, kernel)
              .depthMultiplier(1)
              .stride(stride, stride)
              .padding(kernel / 2, kernel / 2)
              .nOut(48)
              .hasBias(false)
              .build(),
          "expand.act");
      normalise(graph, "middle", Activation.RELU6);
    } else {
      convolution(graph, "middle", "expand.act", 48, kernel, stride, Activation.RELU6);
    }
    convolution(graph, "project", "middle.act", 16, 1, 1, Activation.IDENTITY);
    String shortcut = tip;
    if (stride != 1) {
      convolution(graph, "shortcut", tip, 16, 1, stride, Activation.IDENTITY);
      shortcut = "shortcut.bn";
    }
    graph.addVertex("add", new ElementWiseVertex(ElementWiseVertex.Op.Add), shortcut, "project.bn");
    graph.addLayer("add.act", new ActivationLayer(Activation.RELU), "add");
    convolution(graph, "last", "add.act", 24, 1, 1, Activation.RELU6);
    return finish(graph, "last.act");
  }

  /**
   * A network of the older kind: biases, activations inside layers, no batch norm, hidden dense.
   */
  public static GraphModel withoutBatchNorm() {
    GraphBuilder graph = builder();
    biased(graph, "first", "input", 16, 3, Activation.RELU);
    pool(graph, "max", "first", SubsamplingLayer.PoolingType.MAX);
    biased(graph, "second", "max", 40, 3, Activation.IDENTITY);
    graph.addLayer("second.act", new ActivationLayer(Activation.RELU6), "second");
    graph.addLayer("third", depthwiseWithBias(40), "second.act");
    pool(graph, "average", "third", SubsamplingLayer.PoolingType.AVG);
    graph.addLayer(
        "hidden", new DenseLayer.Builder().nOut(20).activation(Activation.RELU).build(), "average");
    return head(graph, "hidden");
  }

  /** Biases before batch norm, the strongest feature of each channel, no bias in the classifier. */
  public static GraphModel biasesBeforeBatchNorm() {
    GraphBuilder graph = builder();
    biased(graph, "first", "input", 16, 5, Activation.IDENTITY);
    normalise(graph, "first", Activation.RELU);
    biased(graph, "second", "first.act", 24, 1, Activation.IDENTITY);
    normalise(graph, "second", Activation.IDENTITY);
    graph.addLayer("strongest", new GlobalPoolingLayer(PoolingType.MAX), "second.bn");
    return head(graph, "strongest", false, SIZE, CLASSES);
  }

  /** A shortcut of every second pixel and zeros, beside a block that narrows and widens. */
  public static GraphModel paddedShortcut() {
    GraphBuilder graph = builder();
    convolution(graph, "stem", "input", 16, 3, 1, Activation.RELU);
    convolution(graph, "first", "stem.act", 32, 3, 2, Activation.RELU);
    convolution(graph, "second", "first.act", 32, 3, 1, Activation.IDENTITY);
    graph.addVertex("shortcut", new PaddedShortcut(16), "stem.act");
    graph.addVertex(
        "add", new ElementWiseVertex(ElementWiseVertex.Op.Add), "second.bn", "shortcut");
    graph.addLayer("add.act", new ActivationLayer(Activation.RELU), "add");
    return finish(graph, "add.act");
  }

  /** A classifier right on a map. */
  public static GraphModel classifierOnMap() {
    GraphBuilder graph = builder();
    convolution(graph, "first", "input", 16, 3, 2, Activation.RELU6);
    pool(graph, "max", "first.act", SubsamplingLayer.PoolingType.MAX);
    return head(graph, "max");
  }

  private static void biased(
      GraphBuilder graph, String name, String from, int out, int kernel, Activation activation) {
    graph.addLayer(
        name,
        new ConvolutionLayer.Builder(kernel, kernel)
            .convolutionMode(ConvolutionMode.Same)
            .biasInit(0.1)
            .activation(activation)
            .nOut(out)
            .build(),
        from);
  }

  private static DepthwiseConvolution2D depthwiseWithBias(int channels) {
    return new DepthwiseConvolution2D.Builder(3, 3)
        .depthMultiplier(1)
        .padding(1, 1)
        .nOut(channels)
        .biasInit(-0.05)
        .build();
  }

  private static void pool(
      GraphBuilder graph, String name, String from, SubsamplingLayer.PoolingType type) {
    graph.addLayer(
        name,
        new SubsamplingLayer.Builder(type)
            .convolutionMode(ConvolutionMode.Same)
            .kernelSize(3, 3)
            .stride(2, 2)
            .build(),
        from);
  }

  /** A network with a layer that is given, between a convolution and the classifier. */
  public static GraphModel with(Layer layer) {
    GraphBuilder graph = builder();
    convolution(graph, "first", "input", 16, 3, 2, Activation.RELU);
    graph.addLayer("odd", layer, "first.act");
    return finish(graph, "odd");
  }

  private static GraphBuilder builder() {
    return builder(InputType.convolutional(SIZE, SIZE, 3));
  }

  static GraphBuilder builder(InputType input) {
    return new NeuralNetConfiguration.Builder()
        .seed(5)
        .updater(new NoOp())
        .weightInit(WeightInit.RELU)
        .activation(Activation.IDENTITY)
        .convolutionMode(ConvolutionMode.Truncate)
        .graphBuilder()
        .addInputs("input")
        .setInputTypes(input);
  }

  private static void convolution(
      GraphBuilder graph,
      String name,
      String from,
      int out,
      int kernel,
      int stride,
      Activation activation) {
    graph.addLayer(
        name,
        new ConvolutionLayer.Builder(kernel, kernel)
            .stride(stride, stride)
            .padding(kernel / 2, kernel / 2)
            .nOut(out)
            .hasBias(false)
            .build(),
        from);
    normalise(graph, name, activation);
  }

  private static void normalise(GraphBuilder graph, String name, Activation activation) {
    graph.addLayer(
        name + ".bn",
        new BatchNormalization.Builder().eps(1e-5).decay(0.9).useLogStd(false).build(),
        name);
    if (activation != Activation.IDENTITY) {
      graph.addLayer(name + ".act", new ActivationLayer(activation), name + ".bn");
    }
  }

  private static GraphModel finish(GraphBuilder graph, String tip) {
    return finish(graph, tip, SIZE, CLASSES);
  }

  static GraphModel finish(GraphBuilder graph, String tip, int size, int classes) {
    graph.addLayer("average", new GlobalPoolingLayer(PoolingType.AVG), tip);
    return head(graph, "average", true, size, classes);
  }

  private static GraphModel head(GraphBuilder graph, String tip) {
    return head(graph, tip, true, SIZE, CLASSES);
  }

  private static GraphModel head(
      GraphBuilder graph, String tip, boolean bias, int size, int classes) {
    graph.addLayer(
        "head",
        new OutputLayer.Builder(new LossMCXENT())
            .activation(Activation.SOFTMAX)
            .nOut(classes)
            .hasBias(bias)
            .build(),
        tip);
    ComputationGraph built = new ComputationGraph(graph.setOutputs("head").build());
    built.init();
    return new GraphModel("test", built, size, Preprocessing.HALF, "random", false);
  }

  public static SessionSettings settings(BatchNormMode mode, double momentum, double decay) {
    return new SessionSettings(mode, momentum, decay, 0.1, BATCH, 2, CLASSES, new RandomStream(1));
  }

  public static Batch batch(long seed) {
    RandomStream random = new RandomStream(seed);
    byte[] pixels = new byte[BATCH * SIZE * SIZE * 3];
    int[] labels = new int[BATCH];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    for (int i = 0; i < BATCH; i++) {
      labels[i] = random.nextInt(CLASSES);
    }
    return new Batch(BATCH, SIZE, pixels, labels);
  }

  public static Iterator<TrainingStep> step(long seed, double rate) {
    return List.of(new TrainingStep(batch(seed), rate)).iterator();
  }
}
