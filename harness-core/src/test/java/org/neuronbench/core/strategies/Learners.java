package org.neuronbench.core.strategies;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.method.AdmissionRule;
import org.neuronbench.spi.method.AdversaryRule;
import org.neuronbench.spi.method.Attack;
import org.neuronbench.spi.method.AverageRule;
import org.neuronbench.spi.method.BufferRule;
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
import org.neuronbench.spi.method.View;
import org.neuronbench.spi.method.ViewRule;

/** Methods for tests. */
public final class Learners {

  private Learners() {}

  /** Starts with nothing. */
  public abstract static class Named implements TrainingMethod {
    @Override
    public String id() {
      return getClass()
          .getSimpleName()
          .replaceAll("([a-z])([A-Z])", "$1-$2")
          .toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public void start(MethodRun run) {}
  }

  private static Verdict[] verdicts(Step step, java.util.function.IntFunction<Verdict> of) {
    return Arrays.stream(step.ids()).mapToObj(of).toArray(Verdict[]::new);
  }

  /** Trains on images of even id. */
  public static final class Even extends Named implements AdmissionRule {
    @Override
    public Verdict[] admit(Step step) {
      return verdicts(step, id -> id % 2 == 0 ? Verdict.TRAIN : Verdict.DROP);
    }
  }

  /** Scores all, and trains on those of a loss of a tenth or more. */
  public static final class Scoring extends Named implements AdmissionRule {
    @Override
    public Verdict[] admit(Step step) {
      return verdicts(step, id -> Verdict.SCORE);
    }

    @Override
    public Verdict[] decide(Step step) {
      Verdict[] verdicts = step.verdicts().clone();
      for (int i = 0; i < verdicts.length; i++) {
        verdicts[i] = step.losses()[i] >= 0.1 ? Verdict.TRAIN : Verdict.DROP;
      }
      return verdicts;
    }
  }

  /** Adds up what it draws, and keeps the sum. */
  public static final class Counting extends Named implements TrainingMethod {
    private long sum;

    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.integer("from", 0, 0, 100, "where it begins"));
    }

    @Override
    public void start(MethodRun run) {
      sum = run.parameters().integer("from");
    }

    @Override
    public void after(Step step) {
      sum += step.random().nextInt(1000) + step.time().step();
    }

    @Override
    public Map<String, Double> measures() {
      return Map.of("sum", (double) sum);
    }

    @Override
    public byte[] state() {
      return ByteBuffer.allocate(Long.BYTES).putLong(sum).array();
    }

    @Override
    public void restore(byte[] state) {
      sum = ByteBuffer.wrap(state).getLong();
    }
  }

  /** Targets of a half. */
  public static final class Soft extends Named implements TargetRule {
    @Override
    public Targets targets(Step step) {
      double[][] rows = new double[step.ids().length][3];
      for (double[] row : rows) {
        row[0] = 0.5;
      }
      return Targets.of(rows);
    }
  }

  /** Half the steps, from all images afresh. */
  public static final class Half extends Named implements PaceRule {
    @Override
    public double share() {
      return 0.5;
    }

    @Override
    public boolean afresh() {
      return true;
    }
  }

  /** Half the steps, one epoch after the other. */
  public static final class Onward extends Named implements PaceRule {
    @Override
    public double share() {
      return 0.5;
    }

    @Override
    public boolean afresh() {
      return false;
    }
  }

  /** Throws when it hears of a step. */
  public static final class Throwing extends Named implements TrainingMethod {
    @Override
    public void after(Step step) {
      throw new IllegalStateException("no more");
    }
  }

  /** Admits with nothing. */
  public static final class Silent extends Named implements AdmissionRule {
    @Override
    public Verdict[] admit(Step step) {
      return null;
    }
  }

  /** Admits with a verdict too few. */
  public static final class ShortAnswer extends Named implements AdmissionRule {
    @Override
    public Verdict[] admit(Step step) {
      return new Verdict[] {Verdict.TRAIN};
    }
  }

  /** Half the images with labels, the others in two views; notes the labels it is shown. */
  public static final class Pairs extends Named implements ViewRule, TargetRule {
    public static final List<int[]> LABELS =
        java.util.Collections.synchronizedList(new java.util.ArrayList<>());
    public static final List<int[]> IDS =
        java.util.Collections.synchronizedList(new java.util.ArrayList<>());
    public static final List<int[]> KNOWN =
        java.util.Collections.synchronizedList(new java.util.ArrayList<>());

    @Override
    public void start(MethodRun run) {
      KNOWN.add(run.labels());
    }

    @Override
    public Composition composition() {
      return new Composition(0.5, List.of(View.WEAK), List.of(View.FLIPPED, View.STRONG));
    }

    @Override
    public Targets targets(Step step) {
      LABELS.add(step.labels());
      IDS.add(step.ids());
      return Targets.of(new double[step.ids().length][3]);
    }
  }

  /** Keeps the newest four images, scored mirrored; has features judged. */
  public static final class Newest extends Named implements BufferRule, TargetRule, ProbeRule {
    public static final List<int[]> SCORED =
        java.util.Collections.synchronizedList(new java.util.ArrayList<>());
    public static final List<int[]> LABELS =
        java.util.Collections.synchronizedList(new java.util.ArrayList<>());

    @Override
    public int capacity() {
      return 4;
    }

    @Override
    public List<View> scored() {
      return List.of(View.PLAIN, View.FLIPPED);
    }

    @Override
    public List<View> trained() {
      return List.of(View.PLAIN, View.FLIPPED);
    }

    @Override
    public int[] rescored(int[] buffer) {
      return buffer.length == 0 ? buffer : new int[] {buffer[0]};
    }

    @Override
    public int[] keep(int[] buffer, Step scored) {
      SCORED.add(scored.ids());
      if (scored.outputs()[0].length != 6) {
        throw new IllegalStateException("two views of three outputs are six numbers");
      }
      return Arrays.copyOfRange(scored.ids(), scored.ids().length - 4, scored.ids().length);
    }

    @Override
    public Targets targets(Step step) {
      LABELS.add(step.labels());
      return Targets.ofLoss(new double[step.ids().length], new double[step.ids().length][3]);
    }

    @Override
    public int neighbours() {
      return 1;
    }
  }

  /** Evaluates an average with half of every step. */
  public static final class Averaging extends Named implements AverageRule {
    @Override
    public double share() {
      return 0.5;
    }
  }

  /** Drops everything. */
  public static final class Blank extends Named implements AdmissionRule {
    @Override
    public Verdict[] admit(Step step) {
      return verdicts(step, id -> Verdict.DROP);
    }
  }

  /** Two views first, attacks from the second epoch on; judged at the end. */
  public static final class Attacking extends Named
      implements AdversaryRule, RobustnessRule, TargetRule {
    @Override
    public Attack attack() {
      return new Attack(8, 2, 2, 1, 1, 2, 6);
    }

    @Override
    public int first() {
      return 1;
    }

    @Override
    public int refresh() {
      return 3;
    }

    @Override
    public List<Attack> attacks() {
      return List.of(attack(), new Attack(4, 2, 2, 1, 1, 2, 6));
    }

    @Override
    public int images() {
      return 5;
    }

    @Override
    public Targets targets(Step step) {
      int count = step.outputs().length;
      return Targets.ofLoss(new double[count], new double[count][step.outputs()[0].length]);
    }
  }

  /** Judged by more neighbours than few labels allow. */
  public static final class Crowded extends Named implements RobustnessRule {
    @Override
    public List<Attack> attacks() {
      return List.of(new Attack(8, 2, 2, 1, 5, 2, 6));
    }

    @Override
    public int images() {
      return 5;
    }
  }

  /** Looks at test images. */
  public static final class Peeking extends Named implements OracleRule {}
}
