package org.neuronbench.engine.dl4j;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.EngineFacts;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.Learning;
import org.neuronbench.core.engine.Observed;
import org.neuronbench.core.engine.Seen;
import org.neuronbench.core.engine.Selections;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.SessionState;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.engine.GradientSums;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.GraphSession;
import org.neuronbench.engine.NativeThreads;
import org.neuronbench.engine.OutputMaps;
import org.neuronbench.engine.ParameterLayout;
import org.neuronbench.engine.ParameterLayout.BatchNorm;
import org.neuronbench.engine.SelectedSgd;
import org.neuronbench.engine.WeightSignals;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/** A ComputationGraph being fine-tuned with exact masks. */
final class Dl4jSession implements GraphSession {

  private final Network network;
  private final SessionSettings settings;
  private final EngineFacts facts;
  private final ReferenceGraph graph;
  private final ParameterLayout layout;
  private final SelectedSgd sgd;
  private final @Nullable GradientSums sums;
  private final RunningStatistics runningStatistics;
  private final Pixels pixels;
  private final WeightSignals weightSignals;
  private double rate;
  private double lossSum;
  private int images;
  private @Nullable OutputMaps outputMaps;

  Dl4jSession(GraphModel model, SessionSettings settings, EngineFacts facts) {
    this.facts = facts;
    this.network = model.network().in(settings.unit());
    this.settings = settings;
    ComputationGraph stock = model.newGraph(settings);
    this.graph = new ReferenceGraph(stock, settings.labelSmoothing());
    this.layout = new ParameterLayout(stock, network);
    boolean trainBatchNorm = settings.batchNorm() == BatchNormMode.TRAIN;
    this.sums =
        GradientSums.wanted(settings.signals())
            ? new GradientSums(graph.parameters().length)
            : null;
    this.rate = settings.learningRate();
    this.sgd =
        new SelectedSgd(
            layout,
            trainBatchNorm,
            settings.momentum(),
            settings.weightDecay(),
            graph.parameters().length,
            sums);
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
      Selections selections, Learning learning, Iterator<TrainingStep> steps, IntConsumer done) {
    if (!learning.equals(Learning.PLAIN)) {
      throw new InputException(
          Text.format(
              "Methods run on the onednn engine only, and this network does not: %s",
              facts.fallback().orElse("training.engine is dl4j")));
    }
    double sum = 0;
    int count = 0;
    long trained = 0;
    while (steps.hasNext()) {
      Selection selection = selections.before(count);
      TrainingStep step = steps.next();
      Batch batch = step.batch();
      try (ClosingArray input = new ClosingArray(pixels.toInput(batch))) {
        double loss = step(input.array(), batch.labels(), step.learningRate(), selection);
        sum += loss;
        lossSum += loss * batch.size();
        images += batch.size();
        trained += batch.size();
      }
      done.accept(++count);
    }
    return new TrainingMeasurement(
        sum / Math.max(1, count), count, null, null, null, null, trained, trained);
  }

  @Override
  public Seen seen() {
    Seen seen = new Seen(lossSum, images, new int[0], new int[0]);
    lossSum = 0;
    images = 0;
    return seen;
  }

  /** Makes one step on prepared input and returns the loss before it. */
  double step(INDArray input, int[] labels, double learningRate, Selection selection) {
    rate = learningRate;
    return alone(() -> makeStep(input, labels, selection));
  }

  private <T> T alone(Supplier<T> work) {
    return NativeThreads.alone(settings.threads(), work);
  }

  private double makeStep(INDArray input, int[] labels, Selection selection) {
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
  public Observed observe(Set<Signal> signals, Batch images) {
    Map<Signal, double[]> values = new EnumMap<>(Signal.class);
    boolean outputs = settings.unit() == Unit.OUTPUT_CHANNEL;
    values.putAll(weightSignals.observe(signals, graph::parameters));
    values.putAll(weightSignals.trained(signals, sums));
    if (sums != null) {
      sums.clear();
    }
    if (signals.contains(Signal.OUTPUT_SIMILARITY) && outputs) {
      double[] phi = outputSimilarity(pixels.toFloats(images), images);
      if (phi.length > 0) {
        values.put(Signal.OUTPUT_SIMILARITY, phi);
      }
    }
    if (signals.contains(Signal.GRADIENT_NORM)) {
      values.put(Signal.GRADIENT_NORM, weightSignals.norms(gradient(images), 1));
    }
    if (signals.contains(Signal.TRIAL_STEP_GAIN)) {
      values.put(Signal.TRIAL_STEP_GAIN, trialStep(images));
    }
    if (signals.contains(Signal.FISHER) && outputs) {
      fisher(images).ifPresent(fisher -> values.put(Signal.FISHER, fisher));
    }
    return new Observed(Observations.of(values), null, null);
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

  /** Returns the gradient of the mean loss with running statistics. */
  private float[] gradient(Batch images) {
    graph.useRunningStatistics(true);
    try (ClosingArray input = new ClosingArray(pixels.toInput(images))) {
      alone(() -> graph.computeGradients(input.array(), images.labels()));
      float[] gradients = graph.gradients();
      for (int i = 0; i < gradients.length; i++) {
        gradients[i] /= images.size();
      }
      return gradients;
    } finally {
      graph.useRunningStatistics(settings.batchNorm() == BatchNormMode.FROZEN);
    }
  }

  private double[] trialStep(Batch images) {
    float[] before = graph.parameters().clone();
    WeightSignals.Trying trying =
        new WeightSignals.Trying() {
          @Override
          public float[] gradient() {
            return Dl4jSession.this.gradient(images);
          }

          @Override
          public void move(float[] direction, double by) {
            weightSignals.add(graph.parameters(), direction, by);
            graph.writeParameters();
          }
        };
    return weightSignals.trialStepGain(trying, rate, () -> put(before));
  }

  private void put(float[] parameters) {
    System.arraycopy(parameters, 0, graph.parameters(), 0, parameters.length);
    graph.writeParameters();
  }

  /**
   * Computes Fisher information from the gradients of batch norms, image by image: with z = scale x
   * + shift the sum over pixels of z g is scale times the gradient of scale, and likewise for
   * shift.
   *
   * @return empty if a convolution has no batch norm
   */
  private Optional<double[]> fisher(Batch images) {
    Map<ConvolutionLayer, BatchNorm> norms = layout.normsOf(graph.stock(), network);
    if (norms.size() < network.layers().size()) {
      return Optional.empty();
    }
    double[] values = new double[network.neurons()];
    float[] parameters = graph.parameters();
    for (int i = 0; i < images.size(); i++) {
      float[] gradient = gradient(images.only(i));
      norms.forEach(
          (layer, norm) -> {
            for (int c = 0; c < layer.neurons(); c++) {
              int scale = norm.scale().offset() + c;
              int shift = norm.shift().offset() + c;
              double sum =
                  (double) parameters[scale] * gradient[scale]
                      + (double) parameters[shift] * gradient[shift];
              values[layer.firstNeuron() + c] += sum * sum / (2.0 * images.size());
            }
          });
    }
    return Optional.of(values);
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
    layout.checkSize(state, graph.parameters().length);
    put(state.parameters());
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
