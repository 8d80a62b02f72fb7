package org.neuronbench.testkit;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.AdmissionRule;
import org.neuronbench.spi.method.AdversaryRule;
import org.neuronbench.spi.method.BufferRule;
import org.neuronbench.spi.method.ErrorMap;
import org.neuronbench.spi.method.ErrorRule;
import org.neuronbench.spi.method.ErrorTransform;
import org.neuronbench.spi.method.HelperRule;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.TargetRule;
import org.neuronbench.spi.method.Targets;
import org.neuronbench.spi.method.TrainingMethod;
import org.neuronbench.spi.method.Verdict;
import org.neuronbench.spi.method.ViewRule;

/**
 * One step of a rehearsal: asks each rule what the harness asks it, in its order, and requires that
 * the answer makes sense and that nothing shown was changed.
 */
final class RehearsedStep {

  private static final int BATCH = MethodRehearsal.BATCH;

  private final MethodRehearsal run;
  private final TrainingMethod method;
  private final Step.Time time;
  private final String where;
  private final RandomStream drawn;
  private int[] ids;
  private int[] known;
  private Verdict[] verdicts;
  private float[][] helper = new float[0][];
  private float[][] outputs;
  private double[] losses;

  RehearsedStep(MethodRehearsal run, TrainingMethod method, int epoch, int step, int[] offered) {
    this.run = run;
    this.method = method;
    this.time = new Step.Time(epoch, step);
    this.where = Words.of("epoch %d, step %d, ", epoch, step);
    this.drawn = run.random("step").split(epoch).split(step);
    this.ids = offered;
    this.known = IntStream.of(offered).map(i -> run.label(i)).toArray();
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

  void make() {
    if (method instanceof BufferRule rule) {
      buffered(rule);
    } else if (method instanceof AdversaryRule) {
      unlabelled(IntStream.concat(IntStream.of(ids), IntStream.of(ids)).toArray());
    } else if (method instanceof ViewRule rule) {
      composed(rule.composition());
    }
    if (run.helperOutputs() > 0) {
      helper = rows("helper", ids.length, run.helperOutputs());
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
      MethodRehearsal.require(
          taught.size() == ids.length && taught.width() == run.helperOutputs(),
          "%steach() gave targets of %d images and %d outputs, not %d and %d",
          where,
          taught.size(),
          taught.width(),
          ids.length,
          run.helperOutputs());
      run.answered(where + "teach()", losses(taught, helper));
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
    IntStream.range(0, rows).forEach(i -> known[i] = run.label(all[i]));
  }

  private void buffered(BufferRule rule) {
    int[] held = run.buffer();
    int[] again = rule.rescored(held.clone()).clone();
    among("rescored()", again, held);
    int[] candidates =
        IntStream.concat(IntStream.of(again), IntStream.of(ids)).distinct().toArray();
    int width = run.outputs() * rule.scored().size();
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
    MethodRehearsal.require(
        stay.length >= 1 && stay.length <= rule.capacity(),
        "%skeep() returned %d images of 1 to %d",
        where,
        stay.length,
        rule.capacity());
    run.answered(where + "keep()", Arrays.toString(stay));
    run.hold(stay);
    unlabelled(rule.trained().stream().flatMapToInt(view -> IntStream.of(stay)).toArray());
  }

  private void among(String call, int[] some, int[] all) {
    Set<Integer> allowed = new HashSet<>(IntStream.of(all).boxed().toList());
    boolean fits = IntStream.of(some).allMatch(allowed::remove);
    MethodRehearsal.require(
        fits, "%s%s names images that it was not shown, or one twice", where, call);
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
    MethodRehearsal.require(
        answer.length == ids.length && !Arrays.asList(answer).contains(null),
        "%s%s gave %d verdicts on %d images, or none on one of them",
        where,
        call,
        answer.length,
        ids.length);
    run.answered(where + call, Arrays.toString(answer));
    return answer.clone();
  }

  private int[] places(Verdict wanted) {
    return IntStream.range(0, ids.length).filter(i -> verdicts[i] == wanted).toArray();
  }

  private void forward(int[] images) {
    float[][] said = rows("outputs", ids.length, run.outputs());
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
    MethodRehearsal.require(
        answer.size() == said.length && answer.width() == run.outputs(),
        "%stargets() gave targets of %d images and %d outputs, not %d and %d",
        where,
        answer.size(),
        answer.width(),
        said.length,
        run.outputs());
    run.answered(where + "targets()", losses(answer, said));
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
    MethodRehearsal.require(
        Double.isFinite(loss) && Double.isFinite(slopes),
        "%sa loss of %s, or its gradient, is no finite number",
        where,
        loss);
    return loss + " and " + slopes;
  }

  private void errors(int images) {
    for (ConvolutionLayer layer : run.layers()) {
      RandomStream random = drawn.split("errors").split(layer.index());
      int travelling = run.kept(layer);
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
        MethodRehearsal.require(
            fits,
            "%skeep() chose %d channels of %s, where kept() said %d distinct ones of %d",
            where,
            chosen.length,
            layer.name(),
            travelling,
            layer.outputChannels());
        run.answered(where + "keep() of " + layer.name(), Arrays.toString(chosen));
      }
      if (method instanceof ErrorTransform rule) {
        float[] errors = rows("errors", 1, images * layer.outputArea() * layer.outputChannels())[0];
        rule.transform(
            ErrorMap.of(layer, time, images, new double[0], new double[0], random.split(4)),
            errors);
        double sum = 0;
        for (int i = 0; i < errors.length; i++) {
          sum += errors[i] * (double) (1 + i % 7);
        }
        MethodRehearsal.require(
            Double.isFinite(sum), "%stransform() made errors that are no numbers", where);
        run.answered(where + "transform() of " + layer.name(), sum);
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
    return run.random("method").split(time.epoch()).split(time.step());
  }

  private Step whole() {
    return Step.of(time, ids, known, verdicts, helper, outputs, losses, stream());
  }

  private <T> T asked(String call, Step step, Function<Step, T> question) {
    String before = contents(step);
    T answer = question.apply(step);
    MethodRehearsal.require(answer != null, "%s%s returned null", where, call);
    note(call, !before.equals(contents(step)), "its step");
    return answer;
  }

  private void note(String call, boolean differs, String what) {
    if (differs) {
      run.changed(where + call + " changed " + what);
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
