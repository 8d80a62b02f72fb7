package org.neuronbench.methods;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.method.AverageRule;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.TargetRule;
import org.neuronbench.spi.method.Targets;
import org.neuronbench.spi.method.View;
import org.neuronbench.spi.method.ViewRule;

/**
 * Learns from images without labels what the network says of a weak view of them: a strong view
 * should be answered alike. How labels are made of answers is left to others.
 */
abstract class SelfTraining implements ViewRule, TargetRule, AverageRule {

  private double labelled;
  private double share;
  private double factor;
  private int labelledRows;
  private int classes;
  private int batch;
  private double mass;
  private long images;

  static List<ParameterSpec> with(ParameterSpec... own) {
    List<ParameterSpec> all = new ArrayList<>(List.of(own));
    all.add(
        ParameterSpec.number(
            "labelled", 0.25, 0.001, 0.999, "share of a batch's images that have labels"));
    all.add(
        ParameterSpec.number(
            "unlabelled-factor", 1, 0, 100, "factor of the loss of images without labels"));
    all.add(
        ParameterSpec.number(
            "average", 0.01, 0.0001, 1, "share of a step in the average that is evaluated"));
    return all;
  }

  @Override
  public void start(MethodRun run) {
    labelled = run.parameters().number("labelled");
    factor = run.parameters().number("unlabelled-factor");
    share = run.parameters().number("average");
    classes = run.task().classes();
    batch = run.task().batch();
    labelledRows = (int) Math.round(labelled * batch);
  }

  int classes() {
    return classes;
  }

  @Override
  public Composition composition() {
    return new Composition(labelled, List.of(View.WEAK), List.of(View.WEAK, View.STRONG));
  }

  @Override
  public double share() {
    return share;
  }

  /** Makes the label of an image of what the network says of a weak view; sums to at most 1. */
  abstract double[] label(int id, double[] probabilities);

  /** Hears when the labels of a step were made. */
  void labelled(Step step, List<double[]> probabilities, int firstRow) {}

  /** Rows are: labelled weak, others weak, others strong; losses are means over their own kind. */
  @Override
  public Targets targets(Step step) {
    int rows = step.ids().length;
    int others = (rows - labelledRows) / 2;
    double[][] targets = new double[rows][classes];
    double[] weights = new double[rows];
    List<double[]> said = new ArrayList<>();
    for (int i = 0; i < labelledRows; i++) {
      targets[i][step.labels()[i]] = 1;
      weights[i] = (double) rows / labelledRows;
    }
    for (int i = 0; i < others; i++) {
      int weak = labelledRows + i;
      int strong = weak + others;
      double[] probabilities = Rows.softmax(step.outputs()[weak], classes);
      said.add(probabilities);
      targets[strong] = label(step.ids()[weak], probabilities);
      weights[strong] = factor * rows / others;
      for (double part : targets[strong]) {
        mass += part;
      }
    }
    images += others;
    labelled(step, said, labelledRows);
    return Targets.of(targets).weighted(weights);
  }

  @Override
  public Map<String, Double> measures() {
    Map<String, Double> measured = new HashMap<>();
    measured.put("allocated-mass", images == 0 ? 0 : mass / images);
    mass = 0;
    images = 0;
    return measured;
  }
}
