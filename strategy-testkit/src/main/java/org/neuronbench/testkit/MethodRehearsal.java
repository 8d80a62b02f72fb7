package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Task;
import org.neuronbench.spi.method.AdmissionRule;
import org.neuronbench.spi.method.AdversaryRule;
import org.neuronbench.spi.method.AverageRule;
import org.neuronbench.spi.method.BufferRule;
import org.neuronbench.spi.method.ErrorMap;
import org.neuronbench.spi.method.ErrorRule;
import org.neuronbench.spi.method.ErrorTransform;
import org.neuronbench.spi.method.HelperRule;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.OracleRule;
import org.neuronbench.spi.method.PaceRule;
import org.neuronbench.spi.method.ProbeRule;
import org.neuronbench.spi.method.RobustnessRule;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.TargetRule;
import org.neuronbench.spi.method.Targets;
import org.neuronbench.spi.method.TrainingMethod;
import org.neuronbench.spi.method.Verdict;
import org.neuronbench.spi.method.ViewRule;

/**
 * A method taken through a run, call by call, as the harness does it: 64 images of 10 classes in
 * batches of 16, on a network that is a table. What the network says is drawn, and the same in
 * every rehearsal.
 */
final class MethodRehearsal {

  private static final int EPOCHS = 4;
  private static final int STEPS = 4;
  private static final int BATCH = 16;
  private static final int CLASSES = 10;
  private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  private static final List<Class<? extends TrainingMethod>> RULES =
      List.of(
          AdmissionRule.class,
          AdversaryRule.class,
          AverageRule.class,
          BufferRule.class,
          ErrorRule.class,
          ErrorTransform.class,
          HelperRule.class,
          OracleRule.class,
          PaceRule.class,
          ProbeRule.class,
          RobustnessRule.class,
          TargetRule.class,
          ViewRule.class);

  private final Network network =
      new NetworkBuilder(3, 12, false)
          .convolution(64, 3, 2)
          .depthwise(3, 1)
          .convolution(24, 1, 1)
          .convolution(40, 3, 2)
          .build("rehearsal");
  private final RandomStream root = new RandomStream(42);
  private final List<String> answers = new ArrayList<>();
  private final Map<Integer, Integer> kept = new HashMap<>();
  private final int[] labels;
  private TrainingMethod method;
  private int[] buffer = new int[0];
  private int extra;
  private int helperOutputs;
  private String changed = "";
  private String wrong = "";

  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String what) {
      super(what);
    }
  }

  private MethodRehearsal(TrainingMethod first) {
    this.method = first;
    this.labels =
        IntStream.range(0, STEPS * BATCH)
            .map(i -> i < 2 * BATCH || !(first instanceof ViewRule) ? i % CLASSES : -1)
            .toArray();
  }

  static List<String> rules(TrainingMethod method) {
    return RULES.stream().filter(r -> r.isInstance(method)).map(Class::getSimpleName).toList();
  }

  /** Takes one instance through all epochs. */
  static MethodRehearsal whole(
      Supplier<? extends TrainingMethod> factory, Map<String, ?> parameters) {
    return run(factory, parameters, EPOCHS);
  }

  /** Stops after half of the epochs, and goes on with another instance that has the state. */
  static MethodRehearsal stopped(
      Supplier<? extends TrainingMethod> factory, Map<String, ?> parameters) {
    return run(factory, parameters, EPOCHS / 2);
  }

  @SuppressWarnings("IllegalCatch") // anything may come out of a method
  private static MethodRehearsal run(
      Supplier<? extends TrainingMethod> factory, Map<String, ?> parameters, int until) {
    MethodRehearsal rehearsal = new MethodRehearsal(factory.get());
    try {
      rehearsal.start(parameters);
      rehearsal.declared();
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        if (epoch == until) {
          byte[] state = rehearsal.method.state().clone();
          rehearsal.method = factory.get();
          rehearsal.start(parameters);
          int before = rehearsal.answers.size();
          rehearsal.declared(); // the harness asks every instance
          rehearsal.answers.subList(before, rehearsal.answers.size()).clear();
          rehearsal.method.restore(state);
        }
        rehearsal.epoch(epoch);
      }
    } catch (Wrong e) {
      rehearsal.wrong = String.valueOf(e.getMessage());
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Exception | Error e) {
      rehearsal.wrong = Trouble.thrown("it", e).what();
    }
    return rehearsal;
  }

  /** Returns what made no sense, or was thrown. */
  Optional<String> wrong() {
    return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong);
  }

  /** Returns what it changed that it was shown. */
  Optional<String> changed() {
    return changed.isEmpty() ? Optional.empty() : Optional.of(changed);
  }

  /** Returns every answer, a line each. */
  List<String> answers() {
    return answers;
  }

  private static void require(boolean holds, String format, Object... arguments) {
    if (!holds) {
      throw new Wrong(Words.of(format, arguments));
    }
  }

  private void answered(String question, Object answer) {
    answers.add(question + " was answered " + answer);
  }

  private void start(Map<String, ?> parameters) {
    method.start(
        MethodRun.of(
            network,
            new Task(BATCH, CLASSES, "rehearsal"),
            Parameters.of(method.parameters(), parameters),
            labels.clone(),
            EPOCHS,
            STEPS));
  }

  /** Asks what is asked once. */
  private void declared() {
    if (method instanceof PaceRule rule) {
      require(rule.share() > 0 && rule.share() <= 1, "share() is %s, not in (0, 1]", rule.share());
      answered("the pace", rule.share() + " " + rule.afresh());
    }
    if (method instanceof AverageRule rule) {
      require(rule.share() > 0 && rule.share() <= 1, "share() is %s, not in (0, 1]", rule.share());
      answered("the average", rule.share());
    }
    if (method instanceof ProbeRule rule) {
      require(rule.neighbours() >= 1, "neighbours() is %d, not 1 or more", rule.neighbours());
      answered("the probe", rule.neighbours());
    }
    if (method instanceof ViewRule rule) {
      answered("the composition", rule.composition());
    }
    if (method instanceof AdversaryRule rule) {
      require(
          rule.first() >= 0 && rule.refresh() >= 1,
          "first() is %d and refresh() %d; 0 and 1 are the least",
          rule.first(),
          rule.refresh());
      require(rule.attack() != null, "attack() returned null");
      answered("the attack", rule.attack());
    }
    if (method instanceof RobustnessRule rule) {
      require(
          !rule.attacks().isEmpty() && !rule.attacks().contains(null) && rule.images() >= 1,
          "attacks() or images() are none at all, or one is null");
      answered("the attacks", rule.attacks());
    }
    if (method instanceof TargetRule rule) {
      extra = rule.extraOutputs();
      require(extra >= 0 && extra <= 1000, "extraOutputs() is %d, not 0 to 1000", extra);
    }
    if (method instanceof HelperRule rule) {
      helperOutputs = rule.helper().outputs();
      require(helperOutputs >= 2, "its helper has %d outputs, not 2 or more", helperOutputs);
      answered("the helper", rule.helper());
    }
    if (method instanceof BufferRule rule) {
      require(rule.capacity() >= 2, "capacity() is %d, not 2 or more", rule.capacity());
      require(!rule.trained().isEmpty(), "trained() names no view");
      answered("the buffer", rule.scored() + " " + rule.trained());
    }
    if (method instanceof ErrorRule rule) {
      for (ConvolutionLayer layer : layers()) {
        int count = rule.kept(layer);
        require(
            count >= 1 && count <= layer.outputChannels(),
            "kept() of %s is %d, not 1 to %d",
            layer.name(),
            count,
            layer.outputChannels());
        kept.put(layer.index(), count);
      }
    }
  }

  /** Those whose errors are asked about. */
  private List<ConvolutionLayer> layers() {
    return network.layers().stream().filter(layer -> layer.groups() == 1).toList();
  }

  private void epoch(int epoch) {
    int[] order = root.split("order").split(epoch).permutation(labels.length);
    for (int step = 0; step < STEPS; step++) {
      new Made(epoch, step, Arrays.copyOfRange(order, step * BATCH, (step + 1) * BATCH)).run();
    }
    Map<String, Double> measured = new TreeMap<>(method.measures());
    measured.forEach(
        (name, value) ->
            require(
                name.matches(NAME) && Double.isFinite(value),
                "measures() holds %s = %s; names are lower-case words joined by hyphens, values finite",
                name,
                value));
    answered("what epoch " + epoch + " measured", measured);
  }

  /** One step. */
  private final class Made {
    private final Step.Time time;
    private final String where;
    private final RandomStream drawn;
    private int[] ids;
    private int[] known;
    private Verdict[] verdicts;
    private float[][] helper = new float[0][];
    private float[][] outputs;
    private double[] losses;

    Made(int epoch, int step, int[] offered) {
      this.time = new Step.Time(epoch, step);
      this.where = Words.of("epoch %d, step %d, ", epoch, step);
      this.drawn = root.split("step").split(epoch).split(step);
      this.ids = offered;
      this.known = IntStream.of(offered).map(i -> labels[i]).toArray();
      this.verdicts = filled(offered.length, Verdict.TRAIN);
      this.outputs = new float[offered.length][];
      this.losses = unknown(offered.length);
    }

    private static Verdict[] filled(int count, Verdict with) {
      Verdict[] all = new Verdict[count];
      Arrays.fill(all, with);
      return all;
    }

    private static double[] unknown(int count) {
      double[] all = new double[count];
      Arrays.fill(all, Double.NaN);
      return all;
    }

    void run() {
      if (method instanceof BufferRule rule) {
        buffered(rule);
      } else if (method instanceof AdversaryRule) {
        unlabelled(IntStream.concat(IntStream.of(ids), IntStream.of(ids)).toArray());
      } else if (method instanceof ViewRule rule) {
        composed(rule.composition());
      }
      if (helperOutputs > 0) {
        helper = rows("helper", ids.length, helperOutputs);
      }
      if (method instanceof AdmissionRule rule) {
        admitted(rule);
      }
      int[] trained = places(Verdict.TRAIN);
      forward(trained);
      if (method instanceof TargetRule rule && trained.length > 0) {
        targets(rule, trained);
      }
      if (trained.length > 0) {
        errors(trained.length);
      }
      asked(
          "after()",
          whole(),
          step -> {
            method.after(step);
            return "";
          });
      if (method instanceof HelperRule rule) {
        Targets taught = asked("teach()", whole(), rule::teach);
        require(
            taught.size() == ids.length && taught.width() == helperOutputs,
            "%steach() gave targets of %d images and %d outputs, not %d and %d",
            where,
            taught.size(),
            taught.width(),
            ids.length,
            helperOutputs);
        answered(where + "teach()", losses(taught, helper));
      }
    }

    private void unlabelled(int[] images) {
      ids = images;
      known = new int[images.length];
      Arrays.fill(known, -1);
      verdicts = filled(images.length, Verdict.TRAIN);
      outputs = new float[images.length][];
      losses = unknown(images.length);
    }

    private void composed(ViewRule.Composition composition) {
      int labelled = (int) Math.round(composition.labelled() * BATCH);
      int[] with = IntStream.range(0, labelled).map(i -> i % (2 * BATCH)).toArray();
      int[] others = Arrays.copyOfRange(ids, 0, BATCH - labelled);
      int[] all =
          Stream.concat(
                  composition.views().stream().map(view -> with),
                  composition.others().stream().map(view -> others))
              .flatMapToInt(IntStream::of)
              .toArray();
      int rows = labelled * composition.views().size();
      unlabelled(all);
      IntStream.range(0, rows).forEach(i -> known[i] = labels[all[i]]);
    }

    private void buffered(BufferRule rule) {
      int[] held = buffer;
      int[] again = rule.rescored(held.clone()).clone();
      among("rescored()", again, held);
      int[] candidates =
          IntStream.concat(IntStream.of(again), IntStream.of(ids)).distinct().toArray();
      int width = (CLASSES + extra) * rule.scored().size();
      int[] none = new int[candidates.length];
      Arrays.fill(none, -1);
      Step scored =
          Step.of(
              time,
              candidates,
              none,
              new Verdict[0],
              new float[0][],
              rows("scored", candidates.length, width),
              new double[0],
              stream());
      int[] stay = asked("keep()", scored, step -> rule.keep(held.clone(), step)).clone();
      among("keep()", stay, IntStream.concat(IntStream.of(held), IntStream.of(ids)).toArray());
      require(
          stay.length >= 1 && stay.length <= rule.capacity(),
          "%skeep() returned %d images of 1 to %d",
          where,
          stay.length,
          rule.capacity());
      answered(where + "keep()", Arrays.toString(stay));
      buffer = stay;
      unlabelled(rule.trained().stream().flatMapToInt(view -> IntStream.of(stay)).toArray());
    }

    private void among(String call, int[] some, int[] all) {
      Set<Integer> allowed = new HashSet<>(IntStream.of(all).boxed().toList());
      boolean fits = IntStream.of(some).allMatch(allowed::remove);
      require(fits, "%s%s names images that it was not shown, or one twice", where, call);
    }

    private void admitted(AdmissionRule rule) {
      verdicts = verdicts("admit()", asked("admit()", whole(), rule::admit));
      int[] scored = places(Verdict.SCORE);
      if (scored.length > 0) {
        forward(scored);
        verdicts = verdicts("decide()", asked("decide()", whole(), rule::decide));
      }
    }

    private Verdict[] verdicts(String call, Verdict[] answer) {
      require(
          answer.length == ids.length && !Arrays.asList(answer).contains(null),
          "%s%s gave %d verdicts on %d images, or none on one of them",
          where,
          call,
          answer.length,
          ids.length);
      answered(where + call, Arrays.toString(answer));
      return answer.clone();
    }

    private int[] places(Verdict wanted) {
      return IntStream.range(0, ids.length).filter(i -> verdicts[i] == wanted).toArray();
    }

    private void forward(int[] images) {
      float[][] said = rows("outputs", ids.length, CLASSES + extra);
      for (int image : images) {
        outputs[image] = said[image];
        losses[image] = known[image] < 0 ? Double.NaN : 2.5 - said[image][known[image]];
      }
    }

    private void targets(TargetRule rule, int[] trained) {
      float[][] said = IntStream.of(trained).mapToObj(i -> outputs[i]).toArray(float[][]::new);
      Step step =
          Step.of(
              time,
              IntStream.of(trained).map(i -> ids[i]).toArray(),
              IntStream.of(trained).map(i -> known[i]).toArray(),
              new Verdict[0],
              new float[0][],
              said,
              new double[0],
              stream());
      Targets answer = asked("targets()", step, rule::targets);
      require(
          answer.size() == said.length && answer.width() == CLASSES + extra,
          "%stargets() gave targets of %d images and %d outputs, not %d and %d",
          where,
          answer.size(),
          answer.width(),
          said.length,
          CLASSES + extra);
      answered(where + "targets()", losses(answer, said));
    }

    private String losses(Targets targets, float[][] said) {
      double loss = 0;
      double[] slope = new double[targets.width()];
      double slopes = 0;
      for (int i = 0; i < targets.size(); i++) {
        loss += targets.loss(i, said[i], slope);
        for (int k = 0; k < slope.length; k++) {
          slopes += slope[k] * (i + k + 1);
        }
      }
      require(
          Double.isFinite(loss) && Double.isFinite(slopes),
          "%sa loss of %s, or its gradient, is no finite number",
          where,
          loss);
      return loss + " and " + slopes;
    }

    private void errors(int images) {
      for (ConvolutionLayer layer : layers()) {
        RandomStream random = drawn.split("errors").split(layer.index());
        int travelling = kept.getOrDefault(layer.index(), layer.outputChannels());
        if (method instanceof ErrorRule rule && travelling < layer.outputChannels()) {
          double[] norms = magnitudes(layer.outputChannels(), random.split(1));
          double[] weights = magnitudes(layer.outputChannels(), random.split(2));
          double[] before = norms.clone();
          int[] chosen =
              rule.keep(ErrorMap.of(layer, time, images, norms, weights, random.split(3))).clone();
          note("keep()", !Arrays.equals(before, norms), "the norms of errors");
          boolean fits =
              chosen.length == travelling
                  && IntStream.of(chosen).distinct().count() == chosen.length
                  && IntStream.of(chosen).allMatch(c -> c >= 0 && c < layer.outputChannels());
          require(
              fits,
              "%skeep() chose %d channels of %s, where kept() said %d distinct ones of %d",
              where,
              chosen.length,
              layer.name(),
              travelling,
              layer.outputChannels());
          answered(where + "keep() of " + layer.name(), Arrays.toString(chosen));
        }
        if (method instanceof ErrorTransform rule) {
          float[] errors =
              rows("errors", 1, images * layer.outputArea() * layer.outputChannels())[0];
          rule.transform(
              ErrorMap.of(layer, time, images, new double[0], new double[0], random.split(4)),
              errors);
          double sum = 0;
          for (int i = 0; i < errors.length; i++) {
            sum += errors[i] * (double) (1 + i % 7);
          }
          require(Double.isFinite(sum), "%stransform() made errors that are no numbers", where);
          answered(where + "transform() of " + layer.name(), sum);
        }
      }
    }

    private double[] magnitudes(int count, RandomStream random) {
      return IntStream.range(0, count).mapToDouble(i -> random.nextDouble()).toArray();
    }

    private float[][] rows(String name, int count, int width) {
      RandomStream random = drawn.split(name);
      float[][] rows = new float[count][width];
      for (float[] row : rows) {
        for (int k = 0; k < width; k++) {
          row[k] = (float) (random.nextDouble() * 2 - 1);
        }
      }
      return rows;
    }

    private RandomStream stream() {
      return root.split("method").split(time.epoch()).split(time.step());
    }

    private Step whole() {
      return Step.of(time, ids, known, verdicts, helper, outputs, losses, stream());
    }

    private <T> T asked(String call, Step step, Function<Step, T> question) {
      String before = contents(step);
      T answer = question.apply(step);
      require(answer != null, "%s%s returned null", where, call);
      note(call, !before.equals(contents(step)), "its step");
      return answer;
    }

    private void note(String call, boolean differs, String what) {
      if (differs && changed.isEmpty()) {
        changed = where + call + " changed " + what;
      }
    }

    private static String contents(Step step) {
      return Arrays.toString(step.ids())
          + Arrays.toString(step.labels())
          + Arrays.toString(step.verdicts())
          + Arrays.deepToString(step.helperOutputs())
          + Arrays.deepToString(step.outputs())
          + Arrays.toString(step.losses());
    }
  }
}
