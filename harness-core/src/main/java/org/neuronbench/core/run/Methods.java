package org.neuronbench.core.run;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
import org.neuronbench.spi.Network;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Task;
import org.neuronbench.spi.method.AdmissionRule;
import org.neuronbench.spi.method.HelperRule;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.ProbeRule;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.TargetRule;
import org.neuronbench.spi.method.Targets;
import org.neuronbench.spi.method.TrainingMethod;
import org.neuronbench.spi.method.Verdict;

/**
 * The methods of one cell: asks each by the rules it has, checks what it answers, and counts what
 * that takes. Every step, and every layer in it, has a random stream of its own, so a step that is
 * made again after a stop draws the same.
 */
public final class Methods implements Learning, AutoCloseable {

  private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  static final int UNKNOWN = -1;

  /** What is kept of methods to go on in another process. */
  record State(
      Map<String, byte[]> methods,
      Optional<SessionState> helper,
      float[] average,
      int[] buffer,
      Optional<Evaluation> best) {
    static final State NONE =
        new State(Map.of(), Optional.empty(), new float[0], new int[0], Optional.empty());
  }

  private final Asking asking;
  private final MethodErrors errors;
  private final @Nullable MethodBuffer buffer;
  private final @Nullable Adversary adversary;
  private final @Nullable Robustness robustness;
  private final @Nullable Helper helper;
  private final double averageShare;
  private final int neighbours;
  private final int labelledRows;
  private Batch batch = new Batch(1, 0, new byte[0], new int[1]);
  private Verdict[] verdicts = new Verdict[0];
  private float[][] helperOutputs = new float[0][];
  private float[][] outputs = new float[0][];
  private double[] losses = new double[0];
  private @Nullable Double nearest;
  private @Nullable Evaluation best;
  private float[] average = new float[0];

  /**
   * Prepares started methods.
   *
   * @param labelledRows how many rows of a batch, the first, have a label that methods may see
   * @throws StrategyFailure if one answers what makes no sense
   */
  Methods(Asking asking, Network network, Viewing viewing, int labelledRows, Helpers helpers)
      throws StrategyFailure {
    this.asking = asking;
    errors = new MethodErrors(asking, network);
    averageShare = Declared.averageShare(asking.methods());
    GuardedMethod prober = with(MethodRule.PROBE);
    neighbours =
        prober == null
            ? 0
            : prober.ask("counting neighbours", ProbeRule.class, ProbeRule::neighbours);
    GuardedMethod holder = with(MethodRule.BUFFER);
    buffer = holder == null ? null : new MethodBuffer(asking, holder, viewing);
    GuardedMethod attacker = with(MethodRule.ADVERSARY);
    adversary = attacker == null ? null : new Adversary(asking, attacker, viewing);
    GuardedMethod judge = with(MethodRule.ROBUSTNESS);
    robustness = judge == null ? null : new Robustness(asking, judge, viewing);
    this.labelledRows = buffer == null && adversary == null ? labelledRows : 0;
    GuardedMethod taught = with(MethodRule.HELPER);
    helper =
        taught == null
            ? null
            : helpers.open(taught.ask("naming its helper", HelperRule.class, HelperRule::helper));
  }

  /** Opens the helper network that a method asks for. */
  interface Helpers {
    Helper open(HelperRule.Helper wanted);
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
    return new MethodErrors(new Asking(List.of(method), name -> new RandomStream(1)), network);
  }

  private @Nullable GuardedMethod with(MethodRule rule) {
    return asking.with(rule);
  }

  /** Returns what becomes of error maps. */
  ErrorFlow errors() {
    return errors;
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
    asking.begin(epoch);
    errors.begin();
    if (adversary != null) {
      adversary.begin();
    }
    if (helper != null) {
      helper.begin();
    }
  }

  private Step step(GuardedMethod method) {
    return Step.of(
        asking.time(),
        batch.ids(),
        IntStream.range(0, batch.size()).map(this::label).toArray(),
        verdicts.clone(),
        helperOutputs,
        outputs,
        losses,
        asking.stream(method));
  }

  /** Returns the label of a row, if a method may see it. */
  private int label(int row) {
    return row < labelledRows ? batch.labels()[row] : UNKNOWN;
  }

  @Override
  public @Nullable Batch instead(Batch offered, Answering answering) {
    asking.nextStep();
    if (adversary != null) {
      return asking.timed(() -> adversary.next(offered, answering));
    }
    return buffer == null ? null : asking.timed(() -> buffer.next(offered, answering));
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

  /** Attacks test images, if a method wants that. */
  void attack(Learning.Answering answering, Runnable still) {
    if (robustness != null) {
      robustness.judge(answering, still);
    }
  }

  /** Returns what an epoch's evaluation counts as: itself, or the best so far for an oracle. */
  Evaluation counted(Evaluation now) {
    if (with(MethodRule.ORACLE) == null) {
      return now;
    }
    best = best == null || now.top1() > best.top1() ? now : best;
    return best;
  }

  @Override
  public int @Nullable [] admit(Batch offered, Scoring scoring) {
    batch = offered;
    outputs = new float[offered.size()][];
    losses = new double[offered.size()];
    Arrays.fill(losses, Double.NaN);
    verdicts = new Verdict[offered.size()];
    boolean idle = adversary != null && adversary.idle();
    Arrays.fill(verdicts, idle ? Verdict.DROP : Verdict.TRAIN);
    if (helper != null) {
      helperOutputs = asking.timed(() -> helper.answer(offered));
    }
    GuardedMethod owner = with(MethodRule.ADMISSION);
    if (owner == null) {
      return idle ? new int[0] : null;
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
    return asking.timed(
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
    return asking.timed(
        () -> {
          Step step =
              Step.of(
                  asking.time(),
                  IntStream.of(trained).map(i -> batch.ids()[i]).toArray(),
                  IntStream.of(trained).map(this::label).toArray(),
                  new Verdict[0],
                  new float[0][],
                  put,
                  new double[0],
                  asking.stream(owner));
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
    for (GuardedMethod method : asking.methods()) {
      asking.timed(
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
      asking.timed(
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

  /** Returns the time that methods took since the epoch began. */
  double seconds() {
    return asking.seconds();
  }

  /**
   * Returns what methods did since the epoch began.
   *
   * @param whole images of an epoch in which every step is made, on all images
   */
  EpochFacts.Method facts(Network network, long whole) {
    return new EpochFacts.Method(
        helper == null ? 0 : helper.macs(),
        seconds(),
        errors.zeroShare(),
        errors.saved(network),
        whole,
        buffer != null || adversary != null,
        buffer == null ? null : buffer.spread(),
        nearest,
        robustness == null ? null : robustness.facts());
  }

  /** Takes what methods measured in the epoch, as {@code method.ID.NAME}. */
  Map<String, Number> measures() throws StrategyFailure {
    Map<String, Number> all = new TreeMap<>();
    for (GuardedMethod method : asking.methods()) {
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
    if (adversary != null) {
      all.putAll(adversary.measures());
    }
    if (robustness != null) {
      all.putAll(robustness.measures());
    }
    return all;
  }

  State state() throws StrategyFailure {
    Map<String, byte[]> states = new TreeMap<>();
    for (GuardedMethod method : asking.methods()) {
      states.put(
          method.id(),
          method.ask("writing its state", TrainingMethod.class, m -> m.state().clone()));
    }
    return new State(
        states,
        Optional.ofNullable(helper).map(Helper::state),
        average.clone(),
        buffer == null ? new int[0] : buffer.state(),
        Optional.ofNullable(best));
  }

  void restore(State state) throws StrategyFailure {
    for (GuardedMethod method : asking.methods()) {
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
    best = state.best().orElse(null);
    if (buffer != null) {
      buffer.restore(state.buffer());
    }
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
