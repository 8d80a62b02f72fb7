package org.neuronbench.engine.dl4j;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.EngineFacts;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.SessionState;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.GraphSession;
import org.neuronbench.engine.NativeThreads;
import org.neuronbench.engine.OutputMaps;
import org.neuronbench.engine.ParameterLayout;
import org.neuronbench.engine.SelectedRowsSgd;
import org.neuronbench.engine.WeightSignals;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** A ComputationGraph being fine-tuned with exact masks. */
final class Dl4jSession implements GraphSession {

  private final Network network;
  private final SessionSettings settings;
  private final EngineFacts facts;
  private final ReferenceGraph graph;
  private final ParameterLayout layout;
  private final SelectedRowsSgd sgd;
  private final RunningStatistics runningStatistics;
  private final Pixels pixels;
  private final WeightSignals weightSignals;
  private @Nullable OutputMaps outputMaps;

  Dl4jSession(GraphModel model, SessionSettings settings, EngineFacts facts) {
    this.facts = facts;
    this.network = model.network();
    this.settings = settings;
    ComputationGraph stock = model.newGraph(settings.classes(), settings.head());
    this.graph = new ReferenceGraph(stock, settings.labelSmoothing());
    this.layout = new ParameterLayout(stock, network);
    boolean trainBatchNorm = settings.batchNorm() == BatchNormMode.TRAIN;
    this.sgd =
        new SelectedRowsSgd(
            layout,
            trainBatchNorm,
            settings.momentum(),
            settings.weightDecay(),
            graph.parameters().length);
    this.runningStatistics = new RunningStatistics(layout, stock, network);
    this.pixels = new Pixels(model.preprocessing());
    this.weightSignals = new WeightSignals(layout, network);
    graph.useRunningStatistics(!trainBatchNorm);
  }

  ReferenceGraph graph() {
    return graph;
  }

  ParameterLayout layout() {
    return layout;
  }

  @Override
  public TrainingMeasurement train(
      Selection selection, Iterator<TrainingStep> steps, IntConsumer done) {
    double lossSum = 0;
    int count = 0;
    while (steps.hasNext()) {
      TrainingStep step = steps.next();
      Batch batch = step.batch();
      try (ClosingArray input = new ClosingArray(pixels.toInput(batch))) {
        lossSum += step(input.array(), batch.labels(), step.learningRate(), selection);
      }
      done.accept(++count);
    }
    return new TrainingMeasurement(lossSum / Math.max(1, count), count, null, null, null);
  }

  /** Makes one step on prepared input and returns the loss before it. */
  double step(INDArray input, int[] labels, double rate, Selection selection) {
    return alone(() -> makeStep(input, labels, rate, selection));
  }

  private <T> T alone(Supplier<T> work) {
    return NativeThreads.alone(settings.threads(), work);
  }

  private double makeStep(INDArray input, int[] labels, double rate, Selection selection) {
    double loss = graph.computeGradients(input, labels);
    float[] gradients = graph.gradients();
    sgd.step(graph.parameters(), gradients, (int) input.size(0), rate, selection);
    if (settings.batchNorm() == BatchNormMode.TRAIN) {
      runningStatistics.update(graph.parameters(), gradients, (int) input.size(0));
    }
    graph.writeParameters();
    return loss;
  }

  @Override
  public Evaluation evaluate(Iterator<Batch> batches) {
    int images = 0;
    BitSet right = new BitSet();
    double lossSum = 0;
    while (batches.hasNext()) {
      Batch batch = batches.next();
      try (ClosingArray input = new ClosingArray(pixels.toInput(batch));
          ClosingArray output = new ClosingArray(alone(() -> graph.probabilities(input.array())))) {
        float[][] probabilities = output.array().toFloatMatrix();
        for (int i = 0; i < batch.size(); i++) {
          int label = batch.labels()[i];
          right.set(images + i, argMax(probabilities[i]) == label);
          lossSum -= Math.log(Math.max(probabilities[i][label], Float.MIN_NORMAL));
        }
        images += batch.size();
      }
    }
    return new Evaluation(images, right, lossSum / Math.max(1, images));
  }

  private static int argMax(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public Observations observe(Set<Signal> signals, Batch images) {
    Map<Signal, double[]> values = new EnumMap<>(Signal.class);
    values.putAll(weightSignals.observe(signals, graph.parameters()));
    if (signals.contains(Signal.OUTPUT_SIMILARITY)) {
      double[] phi = outputSimilarity(pixels.toFloats(images), images);
      if (phi.length > 0) {
        values.put(Signal.OUTPUT_SIMILARITY, phi);
      }
    }
    if (signals.contains(Signal.GRADIENT_NORM)) {
      values.put(Signal.GRADIENT_NORM, gradientNorms(images));
    }
    return Observations.of(values);
  }

  private double[] outputSimilarity(float[] input, Batch images) {
    return outputSimilarity(input, images.size(), images.imageSize());
  }

  /** Observes phi on prepared input, one image at a time so that few maps live at once. */
  double[] outputSimilarity(float[] input, int images, int size) {
    OutputMaps maps = outputMaps == null ? new OutputMaps(network, images) : outputMaps;
    outputMaps = maps;
    float[] one = new float[3 * size * size];
    graph.useRunningStatistics(true);
    for (int i = 0; i < images; i++) {
      System.arraycopy(input, i * one.length, one, 0, one.length);
      try (ClosingArray image = new ClosingArray(Nd4j.create(one, new long[] {1, 3, size, size}))) {
        observeImage(maps, i, image.array());
      }
    }
    graph.useRunningStatistics(settings.batchNorm() == BatchNormMode.FROZEN);
    return maps.takeSimilarities();
  }

  private void observeImage(OutputMaps maps, int index, INDArray image) {
    Map<String, INDArray> outputs = alone(() -> graph.outputsOfAllVertices(image));
    for (ConvolutionLayer layer : network.layers()) {
      maps.accept(
          layer,
          index,
          Objects.requireNonNull(outputs.get(layer.name())).dup('c').data().asFloat());
    }
    outputs.values().forEach(ClosingArray::close);
  }

  private double[] gradientNorms(Batch images) {
    graph.useRunningStatistics(true);
    try (ClosingArray input = new ClosingArray(pixels.toInput(images))) {
      alone(() -> graph.computeGradients(input.array(), images.labels()));
      return weightSignals.norms(graph.gradients(), 1.0 / images.size());
    } finally {
      graph.useRunningStatistics(settings.batchNorm() == BatchNormMode.FROZEN);
    }
  }

  @Override
  public EngineFacts engine() {
    return facts;
  }

  @Override
  public long parametersOutsideBudget() {
    return layout.parametersOutsideBudget(settings.batchNorm() == BatchNormMode.TRAIN);
  }

  @Override
  public SessionState state() {
    return new SessionState(graph.parameters().clone(), sgd.momentum());
  }

  @Override
  public void restore(SessionState state) {
    float[] parameters = graph.parameters();
    layout.checkSize(state, parameters.length);
    System.arraycopy(state.parameters(), 0, parameters, 0, parameters.length);
    graph.writeParameters();
    sgd.takeMomentum(state.momentum());
  }

  @Override
  public ComputationGraph trainedGraph() {
    return graph.stock();
  }

  @Override
  public void close() {
    graph.close();
  }
}
