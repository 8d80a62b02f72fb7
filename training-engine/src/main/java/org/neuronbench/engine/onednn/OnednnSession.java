package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import org.bytedeco.dnnl.global.dnnl;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.EngineFacts;
import org.neuronbench.core.engine.ErrorFlow;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.Learning;
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
import org.neuronbench.spi.method.Targets;

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
    this.programs =
        new Programs(
            lowered,
            parameters,
            kernels,
            new Programs.Goal(settings.labelSmoothing(), settings.extraOutputs()));
    this.seen = new SeenImages(classes());
  }

  private int classes() {
    return lowered.head().outputs() - settings.extraOutputs();
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
    return step(
        settings.batchNorm(), settings.precision(), choice, batch, plain, settings.errors());
  }

  private StepProgram step(
      BatchNormMode mode,
      Precision precision,
      Choice choice,
      int batch,
      boolean atOnce,
      ErrorFlow errors) {
    if (choice.selection().network().unit() != settings.unit()) {
      throw new IllegalArgumentException(
          Text.format(
              "A session that updates %ss cannot update %ss",
              settings.unit().id(), choice.selection().network().unit().id()));
    }
    return programs.step(
        StepShape.of(lowered, batch, mode, precision, settings.unit(), choice, atOnce, errors));
  }

  @Override
  public TrainingMeasurement train(
      Selections selections, Learning learning, Iterator<TrainingStep> steps, IntConsumer done) {
    Iterator<Prepared<TrainingStep>> prepared = pipeline.prepare(steps, TrainingStep::batch);
    parameters.countUse();
    Taken taken = new Taken();
    Compiled compiled = null;
    int step = 0;
    while (prepared.hasNext()) {
      Selection selection = selections.before(step);
      Prepared<TrainingStep> next = prepared.next();
      update.setRate(next.step().learningRate());
      Rows rows = rows(learning, next, taken);
      Learning.Scored scored = NOTHING;
      if (rows.labels().length > 0) {
        int size = rows.labels().length;
        if (compiled == null || !compiled.runs(selection, size)) {
          Choice choice = new Choice(selection);
          compiled = new Compiled(choice, size, step(choice, size));
        }
        scored = train(compiled, learning, rows, taken);
      }
      learning.after(scored);
      done.accept(++step);
    }
    return taken.measurement(lowered.fullMacs(), parameters.usedBytes(), update.momentumBytes());
  }

  private static final Learning.Scored NOTHING = new Learning.Scored(new float[0][], new double[0]);

  /** Input and labels of the images that are trained on. */
  private record Rows(float[] input, int[] labels) {}

  private Rows rows(Learning learning, Prepared<TrainingStep> next, Taken taken) {
    Batch offered = next.step().batch();
    taken.offer(offered.size());
    Batch other = learning.instead(offered, new Answered(taken));
    return other == null
        ? admitted(learning, offered, next.input(), taken)
        : admitted(learning, other, pipeline.normalise(other), taken);
  }

  /** Answers within a step, to which that is charged. */
  private final class Answered implements Learning.Answering {
    private final Taken taken;

    Answered(Taken taken) {
      this.taken = taken;
    }

    @Override
    public float[][] outputs(Batch images) {
      return score(new Rows(pipeline.normalise(images), labels(images)), taken).outputs();
    }

    @Override
    public float[][] features(Batch images) {
      taken.score(images.size(), programs.features(images.size(), settings.precision()).program());
      return featuresOf(pipeline.normalise(images), images.size());
    }

    @Override
    public Sensitivity sensitivity(Batch images, Function<float[][], Targets> loss) {
      Sensitivity found = OnednnSession.this.sensitivity(images, loss);
      taken.score(images.size(), pixels(images.size()).program().program());
      return found;
    }
  }

  private Rows admitted(Learning learning, Batch batch, float[] input, Taken taken) {
    int[] images =
        learning.admit(batch, those -> score(select(input, labels(batch), those), taken));
    return images == null ? new Rows(input, labels(batch)) : select(input, labels(batch), images);
  }

  private Rows select(float[] input, int[] labels, int[] images) {
    int length = (int) lowered.extent(0).values(1);
    float[] some = new float[images.length * length];
    int[] their = new int[images.length];
    for (int i = 0; i < images.length; i++) {
      System.arraycopy(input, images[i] * length, some, i * length, length);
      their[i] = labels[images[i]];
    }
    return new Rows(some, their);
  }

  private Learning.Scored score(Rows rows, Taken taken) {
    int images = rows.labels().length;
    if (images == 0) {
      return NOTHING;
    }
    taken.score(images, programs.evaluation(images, settings.precision()).program());
    return answers(rows.input(), rows.labels());
  }

  private Learning.Scored answers(float[] input, int[] labels) {
    SoftmaxCrossEntropy loss =
        new SoftmaxCrossEntropy(lowered.head().outputs(), classes(), settings.labelSmoothing());
    FloatBuffer logits = forward(input, labels.length);
    loss.evaluate(logits, labels, labels.length);
    return new Learning.Scored(loss.rows(logits, labels.length), loss.losses());
  }

  @Override
  public Answers answer(Batch images) {
    Learning.Scored scored = answers(pipeline.normalise(images), labels(images));
    Program program = programs.evaluation(images.size(), settings.precision()).program();
    return new Answers(scored, program.macs() * images.size());
  }

  @Override
  public float[][] features(Iterator<Batch> batches) {
    Iterator<Prepared<Batch>> prepared = pipeline.prepare(batches, Function.identity());
    List<float[]> rows = new ArrayList<>();
    while (prepared.hasNext()) {
      Prepared<Batch> next = prepared.next();
      rows.addAll(List.of(featuresOf(next.input(), next.step().size())));
    }
    return rows.toArray(float[][]::new);
  }

  private float[][] featuresOf(float[] input, int images) {
    ForwardProgram program = programs.features(images, settings.precision());
    fill(program.program(), program.input(), input, images);
    program.program().run();
    FloatBuffer values = program.logits();
    // Not by the buffer's size: that is rounded up.
    float[][] rows = new float[images][(int) lowered.extent(lowered.head().input()).values(1)];
    for (int i = 0; i < images; i++) {
      values.get(i * rows[i].length, rows[i]);
    }
    return rows;
  }

  private PixelGradient pixels(int images) {
    return programs.sensitivity(images, new Choice(Selection.none(network)));
  }

  @Override
  public Sensitivity sensitivity(Batch images, Function<float[][], Targets> loss) {
    int count = images.size();
    Choice none = new Choice(Selection.none(network));
    PixelGradient gradient = pixels(count);
    float[][][] features = new float[1][][];
    run(
        gradient.program(),
        none,
        collector(new float[0]),
        pipeline.normalise(images),
        new int[count],
        put -> {
          features[0] = put;
          return loss.apply(put);
        },
        ErrorFlow.WHOLE);
    float[] slopes = gradient.values().clone();
    pipeline.toPixels(slopes);
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] *= count; // that of each image's own loss, not of their mean
    }
    return new Sensitivity(features[0], slopes);
  }

  private Learning.Scored train(Compiled compiled, Learning learning, Rows rows, Taken taken) {
    float[][][] outputs = new float[1][0][];
    Emission.Aim aim =
        learning.hasTargets() || learning.listens()
            ? put -> {
              outputs[0] = put;
              return learning.hasTargets() ? learning.targets(put) : null;
            }
            : null;
    StepProgram program = compiled.program;
    double loss =
        run(program, compiled.choice, update, rows.input(), rows.labels(), aim, settings.errors());
    seen.add(loss, program.loss().right(), rows.labels());
    taken.step(loss, rows.labels().length, program);
    return new Learning.Scored(outputs[0], program.loss().losses());
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
      StepProgram program,
      Choice choice,
      NeuronUpdate rule,
      float[] input,
      int[] labels,
      Emission.@Nullable Aim aim,
      ErrorFlow errors) {
    program.bind(choice, rule, labels, aim, errors);
    fill(program.program(), program.input(), input, labels.length);
    rule.begin(choice.selection());
    return program.run(profile);
  }

  /** Makes one step on prepared input, channels last, and returns the mean loss before it. */
  double step(Selection selection, float[] input, int[] labels, double rate) {
    update.setRate(rate);
    Choice choice = new Choice(selection);
    StepProgram program = step(choice, labels.length);
    return run(program, choice, update, input, labels, null, settings.errors()) / labels.length;
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
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy(lowered.head().outputs(), classes(), 0);
    int images = 0;
    BitSet right = new BitSet();
    double lossSum = 0;
    DoubleStream.Builder confidences = DoubleStream.builder();
    while (prepared.hasNext()) {
      Prepared<Batch> next = prepared.next();
      Batch batch = next.step();
      loss.evaluate(forward(next.input(), batch.size()), batch.labels(), batch.size());
      int before = images;
      loss.right().stream().forEach(image -> right.set(before + image));
      for (double confidence : loss.confidences()) {
        confidences.add(confidence);
      }
      images += batch.size();
      lossSum += loss.lossSum();
    }
    return new Evaluation(
        images, right, lossSum / Math.max(1, images), confidences.build().toArray());
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
      took(exact(BatchNormMode.FROZEN, all, labels.length).program());
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
        run(
            program,
            none,
            collector(new float[parameters.view().capacity()]),
            input,
            labels,
            null,
            ErrorFlow.WHOLE);
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
    run(exact(mode, choice, batch), choice, collector(zeros), input, labels, null, ErrorFlow.WHOLE);
    return zeros;
  }

  /** A step that passes all errors on, and whose gradients are float32. */
  private StepProgram exact(BatchNormMode mode, Choice choice, int batch) {
    return step(mode, Precision.FLOAT32, choice, batch, false, ErrorFlow.WHOLE);
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
