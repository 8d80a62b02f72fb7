package org.neuronbench.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.method.AdversaryRule;
import org.neuronbench.spi.method.Attack;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.ProbeRule;
import org.neuronbench.spi.method.RobustnessRule;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.TargetRule;
import org.neuronbench.spi.method.Targets;

/**
 * Self-supervised adversarial training (Chen et al., 2019): contrast between views of images first,
 * then between images and versions that fool the nearest neighbours of their features. The loss
 * sees no label; the attack does, of the images it leaves. Both are of the global vector: maps of
 * places are not compared.
 */
public final class SelfSupervisedAdversarial
    implements AdversaryRule, TargetRule, ProbeRule, RobustnessRule {

  private static final double CLIP = 20;

  private int width;
  private int neighbours;
  private int first;
  private int refresh;
  private int images;
  private int classes;
  private double decay;
  private Attack attack;
  private List<Attack> attacks = List.of();

  @Override
  public String id() {
    return "self-supervised-adversarial";
  }

  @Override
  public String description() {
    return "Self-supervised adversarial training (Chen et al., 2019): contrast between views, then"
        + " between images and versions that fool their nearest neighbours; without labels in the"
        + " loss.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> all = new ArrayList<>(Attacks.parameters());
    all.add(
        ParameterSpec.number(
            "start", 0.8, 0, 1, "share of the epochs with contrast between views before; 1: all"));
    all.add(ParameterSpec.integer("steps", 10, 1, 1000, "steps of the attack trained with"));
    all.add(ParameterSpec.integer("refresh", 10, 1, 100_000, "steps that the bank is used for"));
    all.add(ParameterSpec.integer("width", 64, 2, 1000, "outputs that views are compared by"));
    all.add(
        ParameterSpec.number(
            "decay", 0.05, 0, 100, "factor of the mean square of scores, between views only"));
    return all;
  }

  @Override
  public void start(MethodRun run) {
    width = run.parameters().integer("width");
    neighbours = run.parameters().integer("neighbours");
    refresh = run.parameters().integer("refresh");
    images = run.parameters().integer("images");
    decay = run.parameters().number("decay");
    first = (int) Math.floor(run.parameters().number("start") * run.epochs() + 1e-9);
    classes = run.task().classes();
    attack = Attacks.trained(run.parameters(), run.parameters().integer("steps"));
    attacks = Attacks.judged(run.parameters());
  }

  @Override
  public Attack attack() {
    return attack;
  }

  @Override
  public int first() {
    return first;
  }

  @Override
  public int refresh() {
    return refresh;
  }

  @Override
  public List<Attack> attacks() {
    return attacks;
  }

  @Override
  public int images() {
    return images;
  }

  @Override
  public int neighbours() {
    return neighbours;
  }

  @Override
  public int extraOutputs() {
    return width;
  }

  /** Half of the contrast in either direction, of outputs behind the classes. */
  @Override
  public Targets targets(Step step) {
    double[][] rows =
        Arrays.stream(step.outputs())
            .map(row -> Rows.part(row, classes, width))
            .toArray(double[][]::new);
    int half = rows.length / 2;
    double penalty = step.time().epoch() < first ? decay : 0;
    double[] losses = new double[rows.length];
    double[][] slopes = new double[rows.length][classes + width];
    add(rows, 0, half, penalty, losses, slopes);
    add(rows, half, 0, penalty, losses, slopes);
    return Targets.ofLoss(losses, slopes);
  }

  /** A step goes down the mean over rows, two an image: half of the sum of both directions. */
  private void add(
      double[][] rows, int from, int to, double penalty, double[] losses, double[][] slopes) {
    int half = rows.length / 2;
    double[][] sources = Arrays.copyOfRange(rows, from, from + half);
    double[][][] targets = new double[half][1][];
    for (int i = 0; i < half; i++) {
      targets[i][0] = rows[to + i];
    }
    NoiseContrast contrast = new NoiseContrast(sources, targets, CLIP, penalty);
    for (int i = 0; i < half; i++) {
      losses[from + i] += contrast.losses()[i];
      for (int k = 0; k < width; k++) {
        slopes[from + i][classes + k] += contrast.sourceSlopes()[i][k];
        slopes[to + i][classes + k] += contrast.targetSlopes()[i][0][k];
      }
    }
  }
}
