package org.neuronbench.methods;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.TargetRule;
import org.neuronbench.spi.method.Targets;

/**
 * Self-adaptive training (Huang et al., NeurIPS 2020): after some epochs the targets of an image
 * are a moving average of what the network said of it, which survives wrong labels; images that it
 * is unsure of weigh less.
 */
public final class SelfAdaptive implements TargetRule {

  private static final String SCE = "sce";
  private static final String SELECTIVE = "selective";

  private double momentum;
  private double start;
  private double reverse;
  private boolean weighted;
  private String variant;
  private int classes;
  private final Map<Integer, double[]> history = new TreeMap<>();
  private long turned;
  private long seen;

  @Override
  public String id() {
    return "self-adaptive";
  }

  @Override
  public String description() {
    return "Self-adaptive training (Huang et al., NeurIPS 2020): targets become a moving average of"
        + " the network's own predictions, which survives wrong labels.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.number("momentum", 0.9, 0, 1, "share of a target kept at an update"),
        ParameterSpec.number("start", 0.3, 0, 1, "share of the epochs with plain targets before"),
        ParameterSpec.choice(
            "variant",
            List.of("plain", SCE, SELECTIVE),
            "sce: with a reverse cross-entropy; selective: with an output more, to abstain by"),
        ParameterSpec.number("reverse", 0.3, 0, 100, "factor of the reverse term of sce"),
        ParameterSpec.choice(
            "weighted", List.of("yes", "no"), "whether unsure images weigh less; not selective"));
  }

  @Override
  public void start(MethodRun run) {
    momentum = run.parameters().number("momentum");
    start = Math.floor(run.parameters().number("start") * run.epochs() + 1e-9);
    variant = run.parameters().text("variant");
    reverse = variant.equals(SCE) ? run.parameters().number("reverse") : 0;
    weighted = run.parameters().text("weighted").equals("yes");
    classes = run.task().classes();
  }

  @Override
  public int extraOutputs() {
    return variant.equals(SELECTIVE) ? 1 : 0;
  }

  @Override
  public Targets targets(Step step) {
    if (step.time().epoch() < start) {
      return Targets.of(step.labels(), classes + extraOutputs()).overFirst(classes);
    }
    int count = step.ids().length;
    double[][] rows = new double[count][];
    double[] weights = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      rows[i] = update(step.ids()[i], step.labels()[i], Rows.softmax(step.outputs()[i], classes));
      weights[i] = rows[i][Rows.greatest(rows[i])];
      sum += weights[i];
      turned += Rows.greatest(rows[i]) != step.labels()[i] ? 1 : 0;
    }
    seen += count;
    if (variant.equals(SELECTIVE)) {
      return Targets.of(abstaining(rows, step.labels()));
    }
    for (int i = 0; i < count; i++) {
      weights[i] = weighted ? weights[i] * count / sum : 1;
    }
    return Targets.of(rows).weighted(weights).withReverse(reverse);
  }

  /** Moves the target of an image towards what the network says of it. */
  private double[] update(int id, int label, double[] said) {
    double[] target = history.computeIfAbsent(id, i -> oneHot(label));
    for (int k = 0; k < classes; k++) {
      target[k] = momentum * target[k] + (1 - momentum) * said[k];
    }
    return target;
  }

  private double[] oneHot(int label) {
    double[] row = new double[classes];
    row[label] = 1;
    return row;
  }

  /** As sure as it is of the label; the rest goes to the output that abstains. */
  private double[][] abstaining(double[][] targets, int[] labels) {
    double[][] rows = new double[targets.length][classes + 1];
    for (int i = 0; i < rows.length; i++) {
      rows[i][labels[i]] = targets[i][labels[i]];
      rows[i][classes] = 1 - targets[i][labels[i]];
    }
    return rows;
  }

  @Override
  public Map<String, Double> measures() {
    Map<String, Double> measured =
        seen == 0 ? Map.of() : Map.of("turned-share", (double) turned / seen);
    turned = 0;
    seen = 0;
    return measured;
  }

  @Override
  public byte[] state() {
    return Bytes.of(
        out -> {
          out.writeInt(history.size());
          for (Map.Entry<Integer, double[]> entry : history.entrySet()) {
            out.writeInt(entry.getKey());
            for (double value : entry.getValue()) {
              out.writeDouble(value);
            }
          }
        });
  }

  @Override
  public void restore(byte[] state) {
    history.clear();
    Bytes.read(
        state,
        in -> {
          for (int left = in.readInt(); left > 0; left--) {
            double[] row = new double[classes];
            history.put(in.readInt(), row);
            for (int k = 0; k < classes; k++) {
              row[k] = in.readDouble();
            }
          }
        });
  }
}
