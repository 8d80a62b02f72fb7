package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
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
import org.neuronbench.core.engine.MemoryParts;
import org.neuronbench.core.engine.Observed;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.engine.Seen;
import org.neuronbench.core.engine.Selections;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.SessionState;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.engine.GradientSums;
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
import org.neuronbench.spi.Unit;

/** A network being fine-tuned by oneDNN primitives. Owns all its native memory. */
public final class OnednnSession implements GraphSession {

  private final Network network;
  private final SessionSettings settings;
  private final ComputationGraph graph;
  private final ParameterLayout layout;
  private final LoweredNetwork lowered;
  private final Kernels kernels;
  private final NativeParameters parameters;
  private final @Nullable GradientSums sums;
  private final NeuronUpdate update;
  private final InputPipeline pipeline;
  private final WeightSignals weightSignals;
  private final Programs programs;
  private final SeenImages seen;
  private @Nullable OutputMaps outputMaps;
  private @Nullable Map<String, Double> profile;

  OnednnSession(
      GraphModel model, ComputationGraph graph, LoweredNetwork lowered, SessionSettings settings) {
    this.network = model.network().in(settings.unit());
    this.settings = settings;
    this.graph = graph;
    this.layout = new ParameterLayout(graph, network);
    this.lowered = lowered;
    this.kernels = new Kernels(settings.threads());
    this.parameters = new NativeParameters(kernels, graph.params().toFloatVector());
    int count = parameters.view().capacity();
    this.sums = GradientSums.wanted(settings.signals()) ? new GradientSums(count) : null;
    this.update =
        new NeuronUpdate(
            parameters.view(), settings.momentum(), settings.weightDecay(), parameters, sums);
    update.setRate(settings.learningRate());
    this.pipeline = new InputPipeline(model.preprocessing(), settings.threads());
    this.weightSignals = new WeightSignals(layout, network);
    this.programs = new Programs(lowered, parameters, kernels, settings.labelSmoothing());
    this.seen = new SeenImages(lowered.head().outputs());
  }

  NativeParameters parameters() {
    return parameters;
  }

  ParameterLayout layout() {
    return layout;
  }

  /** Returns how many programs and primitives were compiled so far. */
  int compilations() {
    return programs.compilations() + kernels.compilations();
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
    Choice choice = new Choice(selection);
    return step(choice, batch).program().alone(repeats);
  }

  /** Does the same for an evaluation. */
  public Map<String, Double> evaluationKernelsAlone(int batch, int repeats) {
    return programs.evaluation(batch, settings.precision()).program().alone(repeats);
  }

  private StepProgram step(Choice choice, int batch) {
    boolean plain = settings.momentum() == 0 && settings.weightDecay() == 0 && sums == null;
    return step(settings.batchNorm(), settings.precision(), choice, batch, plain);
  }

  private StepProgram step(
      BatchNormMode mode, Precision precision, Choice choice, int batch, boolean atOnce) {
    if (choice.selection().network().unit() != settings.unit()) {
      throw new IllegalArgumentException(
          Text.format(
              "A session that updates %ss cannot update %ss",
              settings.unit().id(), choice.selection().network().unit().id()));
    }
    return programs.step(
        StepShape.of(lowered, batch, mode, precision, settings.unit(), choice, atOnce));
  }

  /** What the steps of an epoch took. */
  private static final class Taken {
    private double lossSum;
    private int count;
    private long macs;
    private long fullMacs;
    private long peak;
    private long saved;
    private long gradients;
    private long workspace;

    void step(double loss, StepProgram program) {
      lossSum += loss;
      count++;
      macs += program.program().macs();
      fullMacs = program.fullMacs();
      Program.Footprint arena = program.footprint();
      peak = Math.max(peak, arena.peak());
      saved = Math.max(saved, arena.saved());
      gradients = Math.max(gradients, arena.gradients());
      workspace = Math.max(workspace, arena.workspace());
    }

    TrainingMeasurement measurement(long weights, long momentum) {
      MemoryParts parts = new MemoryParts(weights, saved, gradients, momentum, workspace);
      return count == 0
          ? new TrainingMeasurement(0, 0, null, null, null, null)
          : new TrainingMeasurement(lossSum / count, count, macs / count, fullMacs, peak, parts);
    }
  }

  @Override
  public TrainingMeasurement train(
      Selections selections, Iterator<TrainingStep> steps, IntConsumer done) {
    Iterator<Prepared<TrainingStep>> prepared = pipeline.prepare(steps, TrainingStep::batch);
    Taken taken = new Taken();
    Compiled compiled = null;
    while (prepared.hasNext()) {
      Selection selection = selections.before(taken.count);
      Prepared<TrainingStep> next = prepared.next();
      Batch batch = next.step().batch();
      update.setRate(next.step().learningRate());
      if (compiled == null || !compiled.runs(selection, batch.size())) {
        Choice choice = new Choice(selection);
        StepProgram program = step(choice, batch.size());
        compiled = new Compiled(choice, batch.size(), program);
      }
      int[] labels = labels(batch);
      double loss = run(compiled.program, compiled.choice, update, next.input(), labels);
      seen.add(loss, compiled.program.loss().right(), labels);
      taken.step(loss / batch.size(), compiled.program);
      done.accept(taken.count);
    }
    return taken.measurement(parameters.bytes(), update.momentumBytes());
  }

  /** The program of a selection and batch size, found again for as long as they stay. */
  private record Compiled(Choice choice, int batch, StepProgram program) {
    boolean runs(Selection selection, int size) {
      return size == batch && choice.selection().equals(selection);
    }
  }

  private static int[] labels(Batch batch) {
    return Arrays.copyOf(batch.labels(), batch.size());
  }

  /** Makes a step and returns the summed loss before it. */
  private double run(
      StepProgram program, Choice choice, NeuronUpdate rule, float[] input, int[] labels) {
    program.bind(choice, rule, labels);
    fill(program.program(), program.input(), input, labels.length);
    rule.begin(choice.selection());
    return program.run(profile);
  }

  /** Makes one step on prepared input, channels last, and returns the mean loss before it. */
  double step(Selection selection, float[] input, int[] labels, double rate) {
    update.setRate(rate);
    Choice choice = new Choice(selection);
    StepProgram program = step(choice, labels.length);
    return run(program, choice, update, input, labels) / labels.length;
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

  @Override
  public Seen seen() {
    return seen.take();
  }

  @Override
  public Evaluation evaluate(Iterator<Batch> batches) {
    Iterator<Prepared<Batch>> prepared = pipeline.prepare(batches, Function.identity());
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy(lowered.head().outputs(), 0);
    int images = 0;
    BitSet right = new BitSet();
    double lossSum = 0;
    while (prepared.hasNext()) {
      Prepared<Batch> next = prepared.next();
      Batch batch = next.step();
      loss.evaluate(forward(next.input(), batch.size()), batch.labels(), batch.size());
      int before = images;
      loss.right().stream().forEach(image -> right.set(before + image));
      images += batch.size();
      lossSum += loss.lossSum();
    }
    return new Evaluation(images, right, lossSum / Math.max(1, images));
  }

  private FloatBuffer forward(float[] input, int images) {
    ForwardProgram program = programs.evaluation(images, settings.precision());
    fill(program.program(), program.input(), input, images);
    program.program().run();
    return program.logits();
  }

  /** Computes logits of prepared input, channels last. */
  float[] logits(float[] input, int batch) {
    float[] logits = new float[batch * lowered.head().outputs()];
    forward(input, batch).get(0, logits);
    return logits;
  }

  @Override
  public Observed observe(Set<Signal> signals, Batch images) {
    Observation observation = new Observation(pipeline.normalise(images), labels(images));
    for (Signal signal : signals) {
      observation.measure(signal);
    }
    observation.values.putAll(weightSignals.observe(signals, parameters::toArray));
    observation.values.putAll(weightSignals.trained(signals, sums));
    if (sums != null) {
      observation.bytes += sums.bytes();
      sums.clear();
    }
    if (signals.contains(Signal.WEIGHTS) || signals.contains(Signal.WEIGHT_CHANGE)) {
      observation.bytes += (long) Float.BYTES * parameters.view().capacity();
    }
    return new Observed(Observations.of(observation.values), observation.macs, observation.bytes);
  }

  /** One observation: what was found, and what it took. */
  private final class Observation {
    private final Map<Signal, double[]> values = new EnumMap<>(Signal.class);
    private final float[] input;
    private final int[] labels;
    private long macs;
    private long bytes;

    Observation(float[] input, int[] labels) {
      this.input = input;
      this.labels = labels;
    }

    void measure(Signal signal) {
      boolean outputs = settings.unit() == Unit.OUTPUT_CHANNEL;
      switch (signal) {
        case OUTPUT_SIMILARITY -> {
          if (outputs) {
            similarity();
          }
        }
        case GRADIENT_NORM -> values.put(signal, weightSignals.norms(gradient(), 1));
        case TRIAL_STEP_GAIN -> values.put(signal, trialStep());
        case FISHER -> {
          if (outputs) {
            values.put(signal, fisher());
          }
        }
        default -> {}
      }
    }

    private void similarity() {
      double[] phi = outputSimilarity(input, labels.length);
      took(programs.observation(labels.length, maps(labels.length)).program());
      bytes += maps(labels.length).bytes();
      if (phi.length > 0) {
        values.put(Signal.OUTPUT_SIMILARITY, phi);
      }
    }

    private void took(Program program) {
      macs += program.macs() * labels.length;
      bytes = Math.max(bytes, program.footprint().peak());
    }

    private float[] gradient() {
      Choice all = new Choice(Selection.all(network));
      took(step(BatchNormMode.FROZEN, Precision.FLOAT32, all, labels.length, false).program());
      return gradients(BatchNormMode.FROZEN, all.selection(), input, labels, labels.length);
    }

    private double[] trialStep() {
      float[] before = parameters.toArray();
      WeightSignals.Trying trying =
          new WeightSignals.Trying() {
            @Override
            public float[] gradient() {
              return Observation.this.gradient();
            }

            @Override
            public void move(float[] direction, double by) {
              float[] moved = before.clone();
              weightSignals.add(moved, direction, by);
              parameters.replace(moved);
            }
          };
      return weightSignals.trialStepGain(trying, update.rate(), () -> parameters.replace(before));
    }

    private double[] fisher() {
      FisherSums fisher = new FisherSums(network, labels.length);
      Choice none = new Choice(Selection.none(network));
      try (StepProgram program =
          Temporaries.freed(() -> programs.untrained(labels.length, none, fisher))) {
        run(program, none, collector(new float[parameters.view().capacity()]), input, labels);
        took(program.program());
      }
      return fisher.values();
    }
  }

  private OutputMaps maps(int images) {
    OutputMaps maps = outputMaps == null ? new OutputMaps(network, images) : outputMaps;
    outputMaps = maps;
    return maps;
  }

  /** Observes phi on prepared input, channels last. */
  double[] outputSimilarity(float[] input, int images) {
    ForwardProgram observation = programs.observation(images, maps(images));
    fill(observation.program(), observation.input(), input, images);
    observation.program().run();
    return maps(images).takeSimilarities();
  }

  /**
   * Computes gradients of the mean loss in float32 without changing the weights: an update of rate
   * -1 on zeros. Running statistics move as in a step, if the mode is to train them.
   */
  float[] gradients(
      BatchNormMode mode, Selection selection, float[] input, int[] labels, int batch) {
    float[] zeros = new float[parameters.view().capacity()];
    Choice choice = new Choice(selection);
    run(
        step(mode, Precision.FLOAT32, choice, batch, false),
        choice,
        collector(zeros),
        input,
        labels);
    return zeros;
  }

  private static NeuronUpdate collector(float[] into) {
    NeuronUpdate collector =
        new NeuronUpdate(FloatBuffer.wrap(into), 0, 0, NeuronUpdate.Changes.UNHEARD, null);
    collector.setRate(-1);
    return collector;
  }

  @Override
  public EngineFacts engine() {
    return new EngineFacts(
        OnednnEngine.ID,
        Optional.empty(),
        settings.precision().id(),
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
    programs.close();
    parameters.close();
    kernels.close();
    graph.close();
  }
}
