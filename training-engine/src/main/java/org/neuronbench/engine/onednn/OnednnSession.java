package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.bytedeco.dnnl.global.dnnl;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
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
import org.neuronbench.engine.OutputMaps;
import org.neuronbench.engine.ParameterLayout;
import org.neuronbench.engine.WeightSignals;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.engine.onednn.InputPipeline.Prepared;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** A network being fine-tuned by oneDNN primitives. Owns all its native memory. */
public final class OnednnSession implements GraphSession {

  private final Network network;
  private final SessionSettings settings;
  private final ComputationGraph graph;
  private final ParameterLayout layout;
  private final LoweredNetwork lowered;
  private final Kernels kernels;
  private final NativeParameters parameters;
  private final RowUpdate update;
  private final InputPipeline pipeline;
  private final WeightSignals weightSignals;
  private @Nullable OutputMaps outputMaps;
  private @Nullable Map<String, Double> profile;

  OnednnSession(
      GraphModel model, ComputationGraph graph, LoweredNetwork lowered, SessionSettings settings) {
    this.network = model.network();
    this.settings = settings;
    this.graph = graph;
    this.layout = new ParameterLayout(graph, network);
    this.lowered = lowered;
    this.kernels = new Kernels(settings.threads());
    this.parameters = new NativeParameters(kernels, graph.params().toFloatVector());
    this.update = new RowUpdate(parameters.view(), settings.momentum(), settings.weightDecay());
    this.pipeline = new InputPipeline(model.preprocessing());
    this.weightSignals = new WeightSignals(layout, network);
  }

  NativeParameters parameters() {
    return parameters;
  }

  ParameterLayout layout() {
    return layout;
  }

  /**
   * Starts to add up where the time of training steps goes.
   *
   * @return seconds by kind of work, growing with every step
   */
  public Map<String, Double> profile() {
    Map<String, Double> seconds = new TreeMap<>();
    profile = seconds;
    return seconds;
  }

  /**
   * Runs every primitive of a training step by itself, several times in a row.
   *
   * @param repeats runs of each primitive, of which the median counts
   * @return seconds by kind of work; what runs in Java is left out
   */
  public Map<String, Double> kernelsAlone(Selection selection, int batch, int repeats) {
    TrainingProgram.Task task =
        new TrainingProgram.Task(
            lowered,
            settings.batchNorm(),
            selection,
            batch,
            parameters,
            update,
            settings.labelSmoothing());
    try (Program program = Temporaries.freed(() -> new TrainingProgram(task, kernels).build())) {
      return program.alone(repeats);
    }
  }

  @Override
  public TrainingMeasurement train(
      Selection selection, Iterator<TrainingStep> steps, IntConsumer done) {
    Iterator<Prepared<TrainingStep>> prepared = pipeline.prepare(steps, TrainingStep::batch);
    double lossSum = 0;
    int count = 0;
    try (StepRunner runner = new StepRunner(settings.batchNorm(), selection, update)) {
      while (prepared.hasNext()) {
        Prepared<TrainingStep> next = prepared.next();
        Batch batch = next.step().batch();
        update.setRate(next.step().learningRate());
        lossSum += runner.run(next.input(), batch.labels(), batch.size()) / batch.size();
        done.accept(++count);
      }
      return runner.measurement(lossSum / Math.max(1, count), count);
    }
  }

  /** Makes one step on prepared input, channels last, and returns the mean loss before it. */
  double step(Selection selection, float[] input, int[] labels, double rate) {
    update.setRate(rate);
    try (StepRunner runner = new StepRunner(settings.batchNorm(), selection, update)) {
      return runner.run(input, labels, labels.length) / labels.length;
    }
  }

  private void fill(Program program, Slot slot, float[] images, int count) {
    LoweredNetwork.Extent one = lowered.extent(0);
    if (images.length != one.values(count)) {
      throw new IllegalArgumentException(
          Text.format(
              "%d images of %dx%dx%d are %d values, not %d",
              count, one.channels(), one.height(), one.width(), one.values(count), images.length));
    }
    program.view(slot).put(0, images);
  }

  /** Takes over parameters laid out as the graph's. */
  void replaceParameters(float[] all) {
    parameters.replace(all);
  }

  /** Trains with one program for as long as the batch size stays the same. */
  final class StepRunner implements AutoCloseable {
    private final BatchNormMode mode;
    private final Selection selection;
    private final RowUpdate rows;
    private @Nullable TrainingProgram step;
    private @Nullable Program program;
    private int batch;

    StepRunner(BatchNormMode mode, Selection selection, RowUpdate rows) {
      this.mode = mode;
      this.selection = selection;
      this.rows = rows;
    }

    /** Makes a step and returns the summed loss before it. */
    double run(float[] input, int[] labels, int size) {
      TrainingProgram current = step;
      Program bound = program;
      if (current == null || bound == null || size != batch) {
        close();
        batch = size;
        current = Temporaries.freed(this::bind);
        bound = Objects.requireNonNull(program);
      }
      fill(bound, current.input(), input, size);
      return current.run(labels);
    }

    private TrainingProgram bind() {
      TrainingProgram.Task task =
          new TrainingProgram.Task(
              lowered, mode, selection, batch, parameters, rows, settings.labelSmoothing());
      TrainingProgram made = new TrainingProgram(task, kernels);
      program = made.build();
      if (profile != null) {
        made.profile(profile);
      }
      step = made;
      return made;
    }

    TrainingMeasurement measurement(double meanLoss, int count) {
      TrainingProgram current = step;
      Program bound = program;
      return current == null || bound == null
          ? new TrainingMeasurement(meanLoss, count, null, null, null)
          : new TrainingMeasurement(
              meanLoss, count, bound.macs(), current.fullMacs(), bound.bytes());
    }

    @Override
    public void close() {
      if (program != null) {
        program.close();
        program = null;
      }
    }
  }

  @Override
  public Evaluation evaluate(Iterator<Batch> batches) {
    Iterator<Prepared<Batch>> prepared = pipeline.prepare(batches, Function.identity());
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy(lowered.head().outputs(), 0);
    int images = 0;
    BitSet right = new BitSet();
    double lossSum = 0;
    int size = 0;
    BoundEvaluation bound = null;
    try {
      while (prepared.hasNext()) {
        Prepared<Batch> next = prepared.next();
        Batch batch = next.step();
        if (bound == null || batch.size() != size) {
          close(bound);
          size = batch.size();
          bound = bindEvaluation(size);
        }
        fill(bound.program(), bound.input(), next.input(), size);
        bound.run();
        loss.evaluate(bound.logits(), batch.labels(), size);
        int before = images;
        loss.right().stream().forEach(image -> right.set(before + image));
        images += size;
        lossSum += loss.lossSum();
      }
    } finally {
      close(bound);
    }
    return new Evaluation(images, right, lossSum / Math.max(1, images));
  }

  private static void close(@Nullable BoundEvaluation bound) {
    if (bound != null) {
      bound.program().close();
    }
  }

  /** An evaluation pass for one batch size. */
  private record BoundEvaluation(Program program, Slot input, Slot output) {

    void run() {
      program.run();
    }

    FloatBuffer logits() {
      return program.view(output);
    }
  }

  private BoundEvaluation bindEvaluation(int batch) {
    return Temporaries.freed(() -> evaluationProgram(batch));
  }

  private BoundEvaluation evaluationProgram(int batch) {
    Program.Builder builder = new Program.Builder(kernels);
    NetworkProgram forward = new NetworkProgram(lowered, batch, parameters, builder);
    Slot output = forward.evaluation();
    return new BoundEvaluation(builder.build(), forward.value(0), output);
  }

  /** Computes logits of prepared input, channels last. */
  float[] logits(float[] input, int batch) {
    BoundEvaluation bound = bindEvaluation(batch);
    try {
      fill(bound.program(), bound.input(), input, batch);
      bound.run();
      float[] logits = new float[batch * lowered.head().outputs()];
      bound.logits().get(0, logits);
      return logits;
    } finally {
      close(bound);
    }
  }

  @Override
  public Observations observe(Set<Signal> signals, Batch images) {
    Map<Signal, double[]> values = new EnumMap<>(Signal.class);
    if (signals.contains(Signal.WEIGHT_NORM) || signals.contains(Signal.WEIGHT_CHANGE)) {
      values.putAll(weightSignals.observe(signals, parameters.toArray()));
    }
    float[] input = pipeline.normalise(images);
    if (signals.contains(Signal.OUTPUT_SIMILARITY)) {
      double[] phi = outputSimilarity(input, images.size());
      if (phi.length > 0) {
        values.put(Signal.OUTPUT_SIMILARITY, phi);
      }
    }
    if (signals.contains(Signal.GRADIENT_NORM)) {
      values.put(Signal.GRADIENT_NORM, gradientNorms(input, images));
    }
    return Observations.of(values);
  }

  /** Observes phi on prepared input, channels last. */
  double[] outputSimilarity(float[] input, int images) {
    OutputMaps maps = outputMaps == null ? new OutputMaps(network, images) : outputMaps;
    outputMaps = maps;
    ObservationProgram observation =
        new ObservationProgram(lowered, images, parameters, kernels, maps);
    try (Program program = Temporaries.freed(observation::build)) {
      fill(program, observation.input(), input, images);
      program.run();
    }
    return maps.takeSimilarities();
  }

  private double[] gradientNorms(float[] input, Batch images) {
    float[] gradients =
        gradients(
            BatchNormMode.FROZEN, Selection.all(network), input, images.labels(), images.size());
    return weightSignals.norms(gradients, 1);
  }

  /**
   * Computes gradients of the mean loss without changing the weights: an update of rate -1 on
   * zeros. Running statistics move as in a step, if the mode is to train them.
   */
  float[] gradients(
      BatchNormMode mode, Selection selection, float[] input, int[] labels, int batch) {
    FloatBuffer zeros = FloatBuffer.allocate(parameters.view().capacity());
    RowUpdate collector = new RowUpdate(zeros, 0, 0);
    collector.setRate(-1);
    try (StepRunner runner = new StepRunner(mode, selection, collector)) {
      runner.run(input, labels, batch);
    }
    return zeros.array();
  }

  @Override
  public EngineFacts engine() {
    return new EngineFacts(
        OnednnEngine.ID,
        Optional.empty(),
        "float32",
        Optional.of(InstructionSet.name(dnnl.dnnl_get_effective_cpu_isa())),
        settings.threads());
  }

  @Override
  public long parametersOutsideBudget() {
    return layout.parametersOutsideBudget(settings.batchNorm() == BatchNormMode.TRAIN);
  }

  @Override
  public SessionState state() {
    return new SessionState(parameters.toArray(), update.momentum());
  }

  @Override
  public void restore(SessionState state) {
    layout.checkSize(state, parameters.view().capacity());
    parameters.replace(state.parameters());
    update.takeMomentum(state.momentum());
  }

  @Override
  public ComputationGraph trainedGraph() {
    graph.params().data().setData(parameters.toArray());
    return graph;
  }

  @Override
  public void close() {
    pipeline.close();
    parameters.close();
    kernels.close();
    graph.close();
  }
}
