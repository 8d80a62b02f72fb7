package org.neuronbench.core.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.ErrorFlow;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.Learning;
import org.neuronbench.core.engine.SessionState;
import org.neuronbench.core.experiment.Limits;
import org.neuronbench.core.results.EpochFacts;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.strategies.GuardedMethod;
import org.neuronbench.core.strategies.MethodRegistry;
import org.neuronbench.core.strategies.MethodRule;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Task;
import org.neuronbench.spi.method.AdmissionRule;
import org.neuronbench.spi.method.AverageRule;
import org.neuronbench.spi.method.BufferRule;
import org.neuronbench.spi.method.ErrorMap;
import org.neuronbench.spi.method.ErrorRule;
import org.neuronbench.spi.method.ErrorTransform;
import org.neuronbench.spi.method.HelperRule;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.PaceRule;
import org.neuronbench.spi.method.ProbeRule;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.TargetRule;
import org.neuronbench.spi.method.Targets;
import org.neuronbench.spi.method.TrainingMethod;
import org.neuronbench.spi.method.Verdict;
import org.neuronbench.spi.method.View;
import org.neuronbench.spi.method.ViewRule;
import org.neuronbench.spi.method.ViewRule.Composition;

/**
 * The methods of one cell: asks each by the rules it has, checks what it answers, and counts what
 * that takes. Every step, and every layer in it, has a random stream of its own, so a step that is
 * made again after a stop draws the same.
 */
public final class Methods implements Learning, ErrorFlow, AutoCloseable {

  private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  private static final double NANOS = 1e-9;
  private static final int UNKNOWN = -1;

  /** What is kept of methods to go on in another process. */
  record State(
      Map<String, byte[]> methods, Optional<SessionState> helper, float[] average, int[] buffer) {
    static final State NONE = new State(Map.of(), Optional.empty(), new float[0], new int[0]);
  }

  private final List<GuardedMethod> methods;
  private final Function<String, RandomStream> streams;
  private final @Nullable Helper helper;
  private final Map<Integer, Integer> kept = new HashMap<>();
  private final Map<GuardedMethod, RandomStream> streamOf = new HashMap<>();
  private Step.Time time = new Step.Time(0, -1);
  private Batch batch = new Batch(1, 0, new byte[0], new int[1]);
  private Verdict[] verdicts = new Verdict[0];
  private float[][] helperOutputs = new float[0][];
  private float[][] outputs = new float[0][];
  private double[] losses = new double[0];
  private int labelledRows = Integer.MAX_VALUE;
  private final Viewing viewing;
  private List<View> scoredViews = List.of();
  private List<View> trainedViews = List.of();
  private int capacity;
  private int neighbours;
  private int[] buffer = new int[0];
  private @Nullable Double nearest;
  private float[] average = new float[0];
  private double averageShare;
  private double seconds;
  private long zeros;
  private long errors;

  private Methods(
      List<GuardedMethod> methods,
      Function<String, RandomStream> streams,
      Viewing viewing,
      @Nullable Helper helper) {
    this.viewing = viewing;
    this.methods = methods;
    this.streams = streams;
    this.helper = helper;
  }

  /** Opens the helper network that a method asks for. */
  interface Helpers {
    Helper open(HelperRule.Helper wanted);
  }

  /**
   * Prepares started methods.
   *
   * @param streams the random stream of a method, by id
   * @param viewing shows training images
   * @throws StrategyFailure if one answers what makes no sense
   */
  static Methods of(
      List<GuardedMethod> methods,
      Network network,
      Function<String, RandomStream> streams,
      Viewing viewing,
      Helpers helpers)
      throws StrategyFailure {
    GuardedMethod owner = with(methods, MethodRule.HELPER);
    Helper helper =
        owner == null
            ? null
            : helpers.open(owner.ask("naming its helper", HelperRule.class, HelperRule::helper));
    Methods all = new Methods(methods, streams, viewing, helper);
    all.askKept(network);
    all.askAverage();
    all.askBuffer();
    return all;
  }

  /**
   * Starts one method for what it does to errors, outside any cell: for measurements.
   *
   * @param parameters values that differ from the defaults
   * @throws StrategyFailure if it fails
   */
  public static ErrorFlow errors(
      MethodRegistry registry, String id, Map<String, ?> parameters, Network network)
      throws StrategyFailure {
    GuardedMethod method =
        GuardedMethod.start(
            registry,
            id,
            values -> MethodRun.of(network, new Task(1, 2, "none"), values, new int[1], 1, 1),
            parameters,
            Limits.DEFAULT.selection());
    return of(
        List.of(method),
        network,
        name -> new RandomStream(1),
        (view, ids, random) -> {
          throw new UnsupportedOperationException();
        },
        wanted -> {
          throw new UnsupportedOperationException();
        });
  }

  /** Asks what batches are made of; {@code null} if nobody says. */
  static @Nullable Composition composition(List<GuardedMethod> methods) throws StrategyFailure {
    GuardedMethod owner = with(methods, MethodRule.VIEWS);
    return owner == null
        ? null
        : owner.ask("composing batches", ViewRule.class, ViewRule::composition);
  }

  private static @Nullable GuardedMethod with(List<GuardedMethod> methods, MethodRule rule) {
    return methods.stream().filter(method -> method.has(rule)).findFirst().orElse(null);
  }

  private @Nullable GuardedMethod with(MethodRule rule) {
    return with(methods, rule);
  }

  /** Asks how many steps are made. */
  static Pace pace(List<GuardedMethod> methods) throws StrategyFailure {
    GuardedMethod owner = with(methods, MethodRule.PACE);
    if (owner == null) {
      return Pace.FULL;
    }
    Pace pace = owner.ask("setting its pace", PaceRule.class, p -> new Pace(p.share(), p.afresh()));
    if (!(pace.share() > 0 && pace.share() <= 1)) {
      throw owner.wrong("makes a share of " + pace.share() + " of the steps, not one in (0, 1]");
    }
    return pace;
  }

  /** Asks for outputs beside those of classes. */
  static int extraOutputs(List<GuardedMethod> methods) throws StrategyFailure {
    GuardedMethod owner = with(methods, MethodRule.TARGETS);
    int extra =
        owner == null
            ? 0
            : owner.ask("counting its outputs", TargetRule.class, TargetRule::extraOutputs);
    if (owner != null && (extra < 0 || extra > 1000)) {
      throw owner.wrong("asks for " + extra + " extra outputs, not 0 to 1000");
    }
    return extra;
  }

  private void askKept(Network network) throws StrategyFailure {
    GuardedMethod owner = with(MethodRule.ERRORS);
    if (owner == null) {
      return;
    }
    for (ConvolutionLayer layer : network.layers()) {
      if (layer.groups() == 1) {
        int count = owner.ask("counting channels", ErrorRule.class, rule -> rule.kept(layer));
        if (count < 1 || count > layer.outputChannels()) {
          throw owner.wrong(
              Text.format(
                  "keeps %d channels of %s, which has %d; keep 1 to all",
                  count, layer.name(), layer.outputChannels()));
        }
        kept.put(layer.index(), count);
      }
    }
  }

  private void askAverage() throws StrategyFailure {
    GuardedMethod owner = with(MethodRule.AVERAGE);
    if (owner != null) {
      averageShare = owner.ask("averaging", AverageRule.class, AverageRule::share);
      if (!(averageShare > 0 && averageShare <= 1)) {
        throw owner.wrong("averages with a share of " + averageShare + ", not one in (0, 1]");
      }
    }
  }

  private void askBuffer() throws StrategyFailure {
    GuardedMethod prober = with(MethodRule.PROBE);
    neighbours =
        prober == null
            ? 0
            : prober.ask("counting neighbours", ProbeRule.class, ProbeRule::neighbours);
    GuardedMethod owner = with(MethodRule.BUFFER);
    if (owner == null) {
      return;
    }
    capacity = owner.ask("sizing its buffer", BufferRule.class, BufferRule::capacity);
    scoredViews = owner.ask("naming views", BufferRule.class, rule -> List.copyOf(rule.scored()));
    trainedViews = owner.ask("naming views", BufferRule.class, rule -> List.copyOf(rule.trained()));
    if (capacity < 2 || trainedViews.isEmpty()) {
      throw owner.wrong(
          Text.format(
              "has a buffer of %d images in %d views; it needs 2 images and a view",
              capacity, trainedViews.size()));
    }
  }

  /** Says how many rows of a batch, the first, have a label that methods may see. */
  void labelled(int rows) {
    labelledRows = rows;
  }

  /** Whether an average of the parameters is evaluated. */
  boolean averages() {
    return averageShare > 0;
  }

  /** Takes the parameters after a step, or those before the first, into the average. */
  void average(float[] parameters) {
    if (average.length == 0) {
      average = parameters.clone();
    }
    for (int i = 0; i < average.length; i++) {
      average[i] += (float) averageShare * (parameters[i] - average[i]);
    }
  }

  float[] averaged() {
    return average.clone();
  }

  /** Says that an epoch begins. */
  void begin(int epoch) {
    time = new Step.Time(epoch, -1);
    seconds = 0;
    zeros = 0;
    errors = 0;
    if (helper != null) {
      helper.begin();
    }
  }

  private RandomStream stream(GuardedMethod method) {
    return streamOf
        .computeIfAbsent(method, m -> streams.apply(m.id()))
        .split(time.epoch())
        .split(time.step());
  }

  private Step step(GuardedMethod method) {
    return Step.of(
        time,
        batch.ids(),
        IntStream.range(0, batch.size()).map(this::label).toArray(),
        verdicts.clone(),
        helperOutputs,
        outputs,
        losses,
        stream(method));
  }

  /** Returns the label of a row, if a method may see it. */
  private int label(int row) {
    return row < labelledRows ? batch.labels()[row] : UNKNOWN;
  }

  private <T> T timed(FailedWithin.Risk<T> risk) {
    long start = System.nanoTime();
    try {
      return FailedWithin.wrapped(risk);
    } finally {
      seconds += (System.nanoTime() - start) * NANOS;
    }
  }

  @Override
  public @Nullable Batch instead(Batch offered, Answering answering) {
    time = new Step.Time(time.epoch(), time.step() + 1);
    GuardedMethod owner = with(MethodRule.BUFFER);
    return owner == null ? null : timed(() -> buffered(owner, offered, answering));
  }

  /** Has the buffer chosen anew, and returns it in the views that are trained on. */
  private Batch buffered(GuardedMethod owner, Batch offered, Answering answering)
      throws StrategyFailure {
    int[] old = buffer.clone();
    int[] again = owner.ask("re-scoring", BufferRule.class, r -> r.rescored(old.clone()).clone());
    requireAmong(owner, again, old);
    int[] candidates = joined(again, offered.ids());
    RandomStream seeing = stream(owner).split("views");
    float[][] rows = new float[candidates.length][0];
    for (int v = 0; v < scoredViews.size(); v++) {
      Batch seen = viewing.of(scoredViews.get(v), candidates, seeing.split(-1 - v));
      float[][] said = answering.outputs(seen);
      for (int i = 0; i < rows.length; i++) {
        rows[i] = joined(rows[i], said[i]);
      }
    }
    int[] unknown = new int[candidates.length];
    Arrays.fill(unknown, UNKNOWN);
    Step scored =
        Step.of(
            time,
            candidates,
            unknown,
            new Verdict[0],
            new float[0][],
            rows,
            new double[0],
            stream(owner));
    int[] kept =
        owner.ask("keeping images", BufferRule.class, r -> r.keep(old.clone(), scored).clone());
    requireAmong(owner, kept, joined(old, offered.ids()));
    if (kept.length == 0 || kept.length > capacity) {
      throw owner.wrong(
          Text.format("keeps %d images; its buffer holds 1 to %d", kept.length, capacity));
    }
    buffer = kept;
    return Batch.joined(
        IntStream.range(0, trainedViews.size())
            .mapToObj(v -> viewing.of(trainedViews.get(v), kept, seeing.split(v)))
            .toList());
  }

  private static void requireAmong(GuardedMethod owner, int[] some, int[] all)
      throws StrategyFailure {
    long distinct = Arrays.stream(some).distinct().count();
    boolean among =
        Arrays.stream(some).allMatch(id -> Arrays.stream(all).anyMatch(other -> other == id));
    if (distinct != some.length || !among) {
      throw owner.wrong("names images that it was not shown, or one of them twice");
    }
  }

  private static int[] joined(int[] some, int[] others) {
    return IntStream.concat(Arrays.stream(some), Arrays.stream(others)).distinct().toArray();
  }

  private static float[] joined(float[] some, float[] others) {
    float[] both = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, both, some.length, others.length);
    return both;
  }

  /** Whether features are judged in place of the classifier. */
  boolean probes() {
    return neighbours > 0;
  }

  /** Judges features by a linear probe, and notes what their neighbours say. */
  Evaluation probed(Probe probe, float[][] test, int[] labels) {
    nearest = probe.nearest(test, labels, neighbours);
    return probe.linear(test, labels);
  }

  /** How evenly classes are spread over the buffer, in nats; not measured without a buffer. */
  private @Nullable Double spread() {
    if (buffer.length == 0) {
      return null;
    }
    Map<Integer, Integer> counts = new HashMap<>();
    Batch images = viewing.of(View.PLAIN, buffer, new RandomStream(0));
    for (int i = 0; i < images.size(); i++) {
      counts.merge(images.labels()[i], 1, Integer::sum);
    }
    return counts.values().stream()
        .mapToDouble(count -> -count * Math.log((double) count / images.size()) / images.size())
        .sum();
  }

  @Override
  public int @Nullable [] admit(Batch offered, Scoring scoring) {
    batch = offered;
    outputs = new float[offered.size()][];
    losses = new double[offered.size()];
    Arrays.fill(losses, Double.NaN);
    verdicts = new Verdict[offered.size()];
    Arrays.fill(verdicts, Verdict.TRAIN);
    if (helper != null) {
      helperOutputs = timed(() -> helper.answer(offered));
    }
    GuardedMethod owner = with(MethodRule.ADMISSION);
    if (owner == null) {
      return null;
    }
    verdicts = ask(owner, "admitting images", AdmissionRule::admit);
    int[] scored = of(Verdict.SCORE);
    if (scored.length > 0) {
      note(scored, scoring.score(scored));
      verdicts = ask(owner, "deciding about images", AdmissionRule::decide);
    }
    return of(Verdict.TRAIN);
  }

  private interface Judging {
    Verdict[] judge(AdmissionRule rule, Step step);
  }

  private Verdict[] ask(GuardedMethod owner, String when, Judging judging) {
    return timed(
        () -> {
          Step step = step(owner);
          Verdict[] answer =
              owner.ask(when, AdmissionRule.class, rule -> judging.judge(rule, step).clone());
          if (answer.length != batch.size() || Arrays.asList(answer).contains(null)) {
            throw owner.wrong(
                Text.format(
                    "gave %d verdicts on %d images, or none on one of them",
                    answer.length, batch.size()));
          }
          return answer;
        });
  }

  private int[] of(Verdict wanted) {
    return IntStream.range(0, verdicts.length).filter(i -> verdicts[i] == wanted).toArray();
  }

  private void note(int[] images, Scored scored) {
    for (int i = 0; i < scored.losses().length; i++) {
      losses[images[i]] = images[i] < labelledRows ? scored.losses()[i] : Double.NaN;
      if (scored.outputs().length > 0) {
        outputs[images[i]] = scored.outputs()[i];
      }
    }
  }

  @Override
  public boolean hasTargets() {
    return with(MethodRule.TARGETS) != null;
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public Targets targets(float[][] put) {
    GuardedMethod owner = Objects.requireNonNull(with(MethodRule.TARGETS));
    int[] trained = of(Verdict.TRAIN);
    return timed(
        () -> {
          Step step =
              Step.of(
                  time,
                  IntStream.of(trained).map(i -> batch.ids()[i]).toArray(),
                  IntStream.of(trained).map(this::label).toArray(),
                  new Verdict[0],
                  new float[0][],
                  put,
                  new double[0],
                  stream(owner));
          Targets answer = owner.ask("setting targets", TargetRule.class, r -> r.targets(step));
          if (answer.size() != put.length || answer.width() != put[0].length) {
            throw owner.wrong(
                Text.format(
                    "gave targets of %d images and %d outputs to %d images and %d outputs",
                    answer.size(), answer.width(), put.length, put[0].length));
          }
          return answer;
        });
  }

  @Override
  public void after(Scored trained) {
    note(of(Verdict.TRAIN), trained);
    for (GuardedMethod method : methods) {
      timed(
          () ->
              method.ask(
                  "hearing of a step",
                  TrainingMethod.class,
                  m -> {
                    m.after(step(method));
                    return true;
                  }));
    }
    GuardedMethod owner = with(MethodRule.HELPER);
    if (owner != null && helper != null) {
      timed(
          () -> {
            Step step = step(owner);
            Targets answer = owner.ask("teaching", HelperRule.class, r -> r.teach(step));
            if (answer.size() != batch.size() || answer.width() != helper.outputs()) {
              throw owner.wrong(
                  Text.format(
                      "teaches its helper %d images of %d outputs, not %d of %d",
                      answer.size(), answer.width(), batch.size(), helper.outputs()));
            }
            helper.train(batch, answer);
            return true;
          });
    }
  }

  /** Says at what rate the next step is made. */
  void rate(double learningRate) {
    if (helper != null) {
      helper.rate(learningRate);
    }
  }

  @Override
  public int kept(ConvolutionLayer layer) {
    return kept.getOrDefault(layer.index(), layer.outputChannels());
  }

  @Override
  public boolean transforms() {
    return with(MethodRule.ERROR_TRANSFORM) != null;
  }

  private ErrorMap map(
      GuardedMethod owner,
      ConvolutionLayer layer,
      int images,
      double[] errorNorms,
      double[] weights) {
    return ErrorMap.of(
        layer, time, images, errorNorms, weights, stream(owner).split(layer.index()));
  }

  @Override
  public int[] keep(ConvolutionLayer layer, int images, double[] errorNorms, double[] weightNorms) {
    GuardedMethod owner = Objects.requireNonNull(with(MethodRule.ERRORS));
    return timed(
        () -> {
          ErrorMap map = map(owner, layer, images, errorNorms, weightNorms);
          int[] answer =
              owner.ask("choosing channels of errors", ErrorRule.class, r -> r.keep(map).clone());
          Arrays.sort(answer);
          boolean distinct = Arrays.stream(answer).distinct().count() == answer.length;
          boolean inside =
              Arrays.stream(answer).allMatch(c -> c >= 0 && c < layer.outputChannels());
          if (answer.length != kept(layer) || !distinct || !inside) {
            throw owner.wrong(
                Text.format(
                    "chose channels %s of %s; it said that it keeps %d of 0 to %d",
                    Arrays.toString(answer),
                    layer.name(),
                    kept(layer),
                    layer.outputChannels() - 1));
          }
          return answer;
        });
  }

  @Override
  public void transform(ConvolutionLayer layer, int images, float[] values) {
    GuardedMethod owner = Objects.requireNonNull(with(MethodRule.ERROR_TRANSFORM));
    long before = zeros(values);
    timed(
        () ->
            owner.ask(
                "changing errors",
                ErrorTransform.class,
                t -> {
                  t.transform(map(owner, layer, images, new double[0], new double[0]), values);
                  return true;
                }));
    zeros += zeros(values) - before;
    errors += values.length - before;
  }

  private static long zeros(float[] values) {
    long count = 0;
    for (float value : values) {
      count += value == 0 ? 1 : 0;
    }
    return count;
  }

  /** Returns the time that methods took since the epoch began. */
  double seconds() {
    return seconds;
  }

  /**
   * Returns what methods did since the epoch began.
   *
   * @param whole images of an epoch in which every step is made, on all images
   */
  EpochFacts.Method facts(Network network, long whole) {
    return new EpochFacts.Method(
        helper == null ? 0 : helper.macs(),
        seconds,
        errors == 0 ? null : (double) zeros / errors,
        kept.isEmpty() ? null : errorsSaved(network),
        whole,
        spread(),
        nearest);
  }

  /** The share of both gradients' work that channels which do not travel on spare. */
  private double errorsSaved(Network network) {
    double all = 0;
    double saved = 0;
    for (ConvolutionLayer layer : network.layers()) {
      double work = (layer.index() == 0 ? 1.0 : 2.0) * layer.macs();
      all += work;
      saved += work * (1 - (double) kept(layer) / layer.outputChannels());
    }
    return saved / all;
  }

  /** Takes what methods measured in the epoch, as {@code method.ID.NAME}. */
  Map<String, Number> measures() throws StrategyFailure {
    Map<String, Number> all = new TreeMap<>();
    for (GuardedMethod method : methods) {
      Map<String, Double> own =
          method.ask(
              "telling what it measured", TrainingMethod.class, m -> new TreeMap<>(m.measures()));
      for (Map.Entry<String, Double> entry : own.entrySet()) {
        if (!entry.getKey().matches(NAME) || !Double.isFinite(entry.getValue())) {
          throw method.wrong(
              Text.format(
                  "measured %s = %s; names are lower-case words joined by hyphens, values finite",
                  entry.getKey(), entry.getValue()));
        }
        all.put(EpochRecord.MEASURE + method.id() + "." + entry.getKey(), entry.getValue());
      }
    }
    return all;
  }

  State state() throws StrategyFailure {
    Map<String, byte[]> states = new TreeMap<>();
    for (GuardedMethod method : methods) {
      states.put(
          method.id(),
          method.ask("writing its state", TrainingMethod.class, m -> m.state().clone()));
    }
    return new State(
        states, Optional.ofNullable(helper).map(Helper::state), average.clone(), buffer.clone());
  }

  void restore(State state) throws StrategyFailure {
    for (GuardedMethod method : methods) {
      byte[] own = state.methods().getOrDefault(method.id(), new byte[0]);
      method.ask(
          "reading its state",
          TrainingMethod.class,
          m -> {
            m.restore(own.clone());
            return true;
          });
    }
    average = state.average().clone();
    buffer = state.buffer().clone();
    if (helper != null) {
      state.helper().ifPresent(helper::restore);
    }
  }

  @Override
  public void close() {
    if (helper != null) {
      helper.close();
    }
  }
}
