package org.neuronbench.engine;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.Preprocessing;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.RandomStream;

/** A model held as a stock Deeplearning4j {@link ComputationGraph} with one output layer. */
public final class GraphModel implements Model {

  /** Standard deviation of the weights of a new head; biases start at zero (torchvision's). */
  private static final double HEAD_DEVIATION = 0.01;

  /** Longer entries of the metadata describe the architecture. */
  private static final int LONGEST_FACT = 400;

  private final String id;
  private final ComputationGraph prototype;
  private final int inputSize;
  private final Network network;
  private final Preprocessing preprocessing;
  private final String weightsHash;
  private final boolean replaceHead;
  private final Map<String, String> weightMetadata;

  /**
   * Creates a model whose weights say nothing of themselves.
   *
   * @param prototype initialised, NCHW, one input; not changed any more
   * @param inputSize edge of the square input, pixels
   * @param preprocessing how pixels become input
   * @param weightsHash SHA-256 of the weights, or {@code random}
   */
  public GraphModel(
      String id,
      ComputationGraph prototype,
      int inputSize,
      Preprocessing preprocessing,
      String weightsHash,
      boolean replaceHead) {
    this(id, prototype, inputSize, preprocessing, weightsHash, replaceHead, Map.of());
  }

  /**
   * Creates a model.
   *
   * @param prototype initialised, NCHW, one input; not changed any more
   * @param inputSize edge of the square input, pixels
   * @param preprocessing how pixels become input
   * @param weightsHash SHA-256 of the weights, or {@code random}
   */
  public GraphModel(
      String id,
      ComputationGraph prototype,
      int inputSize,
      Preprocessing preprocessing,
      String weightsHash,
      boolean replaceHead,
      Map<String, String> weightMetadata) {
    this.id = id;
    this.prototype = prototype;
    this.inputSize = inputSize;
    this.network = NetworkDescriber.describe(id, prototype.getConfiguration(), inputSize);
    this.preprocessing = preprocessing;
    this.weightsHash = weightsHash;
    this.replaceHead = replaceHead;
    this.weightMetadata = Map.copyOf(weightMetadata);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  @Override
  public GraphModel withPreprocessing(Preprocessing other) {
    return new GraphModel(
        id, prototype, inputSize, other, weightsHash, replaceHead, weightMetadata);
  }

  @Override
  public String weightsHash() {
    return weightsHash;
  }

  @Override
  public Map<String, String> weightFacts() {
    Map<String, String> facts = new TreeMap<>(weightMetadata);
    facts.values().removeIf(text -> text.length() > LONGEST_FACT);
    return facts;
  }

  /** Returns all that the weight file says of itself, the architecture too. */
  public Map<String, String> weightMetadata() {
    return weightMetadata;
  }

  /** Returns the graph that sessions copy; not to be changed. */
  public ComputationGraph prototype() {
    return prototype;
  }

  /** Returns the edge of the input, in pixels. */
  public int inputSize() {
    return inputSize;
  }

  /**
   * Copies the graph for a session.
   *
   * @param classes outputs of a replaced head
   * @param head the stream that a replaced head is drawn from
   * @return an initialised graph of its own parameters
   */
  public ComputationGraph newGraph(int classes, RandomStream head) {
    ComputationGraphConfiguration layout = prototype.getConfiguration().clone();
    String name = headName(prototype);
    if (!replaceHead || outputs() == classes) {
      ComputationGraph same = new ComputationGraph(layout);
      same.init(prototype.params().dup(), false);
      if (replaceHead) {
        drawHead(same, head);
      }
      return same;
    }
    LayerVertex vertex = (LayerVertex) Objects.requireNonNull(layout.getVertices().get(name));
    ((OutputLayer) vertex.getLayerConf().getLayer()).setNOut(classes);
    Map<String, INDArray> known = prototype.paramTable();
    long perClass = known.containsKey(name + "_b") ? inputs() + 1 : inputs();
    long count = prototype.numParams() + perClass * (classes - outputs());
    ComputationGraph graph = new ComputationGraph(layout);
    graph.init(Nd4j.create(1, (int) count), false); // drawing weights would only cost time
    graph
        .paramTable()
        .forEach(
            (key, values) -> {
              if (!key.substring(0, key.lastIndexOf('_')).equals(name)) {
                values.assign(Objects.requireNonNull(known.get(key)));
              }
            });
    drawHead(graph, head);
    return graph;
  }

  /** Copies the graph for a session as its settings say. */
  public ComputationGraph newGraph(SessionSettings settings) {
    ComputationGraph graph = newGraph(settings.outputs(), settings.head());
    if (settings.body() != null) {
      drawBody(graph, settings.body());
    }
    return graph;
  }

  /** Draws all weights but the head's, normal with variance 2 over the weights of an output. */
  private static void drawBody(ComputationGraph graph, RandomStream random) {
    String head = headName(graph);
    new TreeMap<>(graph.paramTable())
        .forEach(
            (key, weights) -> {
              String layer = key.substring(0, key.lastIndexOf('_'));
              if (key.endsWith("_W") && !layer.equals(head)) {
                draw(weights, fanIn(graph.getLayer(layer).conf().getLayer(), weights), random);
              }
            });
  }

  private static long fanIn(Layer layer, INDArray weights) {
    if (weights.rank() != 4) {
      return weights.size(0);
    }
    return layer instanceof DepthwiseConvolution2D
        ? weights.size(0) * weights.size(1) // rows, columns, channels, 1
        : weights.size(1) * weights.size(2) * weights.size(3);
  }

  private static void draw(INDArray weights, long fanIn, RandomStream random) {
    float[] drawn = new float[(int) weights.length()];
    double deviation = Math.sqrt(2.0 / fanIn);
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (float) (deviation * random.nextGaussian());
    }
    try (INDArray values = Nd4j.create(drawn, weights.shape(), 'c')) {
      weights.assign(values);
    }
  }

  private long inputs() {
    return prototype.getLayer(headName(prototype)).getParam("W").size(0);
  }

  private long outputs() {
    return prototype.getLayer(headName(prototype)).getParam("W").size(1);
  }

  /** Returns the name of the classifier's vertex. */
  public static String headName(ComputationGraph graph) {
    String name = graph.getConfiguration().getNetworkOutputs().get(0);
    if (!(graph.getLayer(name).conf().getLayer() instanceof OutputLayer)) {
      throw new IllegalArgumentException("The output " + name + " is not an OutputLayer");
    }
    return name;
  }

  private static void drawHead(ComputationGraph graph, RandomStream random) {
    String head = headName(graph);
    INDArray weights = graph.getLayer(head).getParam("W");
    for (long in = 0; in < weights.size(0); in++) {
      for (long out = 0; out < weights.size(1); out++) {
        weights.putScalar(in, out, HEAD_DEVIATION * random.nextGaussian());
      }
    }
    INDArray biases = graph.getLayer(head).getParam("b");
    if (biases != null) {
      biases.assign(0);
    }
  }
}
