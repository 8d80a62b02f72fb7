package org.neuronbench.methods;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.Step;

/**
 * Sinkhorn label allocation (Tai et al., ICML 2021): labels of unlabelled images are an optimal
 * transport to classes, of which each has a bound, and whose share grows over training.
 */
public final class Sinkhorn extends SelfTraining {

  private static final String CONSTANT = "constant";

  private double sharpness;
  private double tolerance;
  private boolean constant;
  private long steps;
  private long made;
  private long sweeps;
  private SinkhornAllocation allocation;

  @Override
  public String id() {
    return "sinkhorn";
  }

  @Override
  public String description() {
    return "Sinkhorn label allocation (Tai et al., ICML 2021): labels of unlabelled images by optimal"
        + " transport to classes, within bounds, of a share that grows.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return with(
        ParameterSpec.number(
            "sharpness", 100, 0.01, 10_000, "what costs are multiplied by; larger is sharper"),
        ParameterSpec.number(
            "tolerance", 0.01, 1e-9, 1, "how far classes may be off their masses, of all mass"),
        ParameterSpec.choice(
            "bounds",
            List.of("empirical", "wilson", "none"),
            "most of each class: its share of the labelled images, an upper bound of that with 80 %"
                + " confidence, or all"),
        ParameterSpec.choice(
            "schedule",
            List.of("linear", CONSTANT),
            "the share allocated: from 0 to 1 over the steps, or 1 from the start"));
  }

  @Override
  public void start(MethodRun run) {
    super.start(run);
    sharpness = run.parameters().number("sharpness");
    tolerance = run.parameters().number("tolerance");
    constant = run.parameters().text("schedule").equals(CONSTANT);
    steps = (long) run.epochs() * run.steps();
    allocation =
        new SinkhornAllocation(
            run.labels().length,
            sharpness,
            bounds(run.parameters().text("bounds"), run.labels(), run.task().classes()));
  }

  private static double[] bounds(String kind, int[] labels, int classes) {
    double[] bounds = new double[classes];
    long known = Arrays.stream(labels).filter(label -> label >= 0).count();
    for (int k = 0; k < classes; k++) {
      int of = k;
      long count = Arrays.stream(labels).filter(label -> label == of).count();
      bounds[k] =
          switch (kind) {
            case "none" -> 1;
            case "wilson" -> wilson(count, known);
            default -> (double) count / known;
          };
    }
    return bounds;
  }

  /** The upper end of Wilson's interval at 80 %. */
  static double wilson(long count, long total) {
    double z = ActivationGradientPruning.normalQuantile(0.9);
    double share = (double) count / total;
    double divisor = 1 + z * z / total;
    double root =
        Math.sqrt(share * (1 - share) / total + z * z / (4.0 * total * total)) * z / divisor;
    return (share + z * z / (2 * total)) / divisor + root;
  }

  @Override
  double[] label(int id, double[] probabilities) {
    return allocation.label(logarithms(probabilities));
  }

  private static double[] logarithms(double[] probabilities) {
    return Arrays.stream(probabilities)
        .map(p -> Math.log(Math.max(p, Double.MIN_NORMAL)))
        .toArray();
  }

  /** Labels come from the plan as it was; then it takes what was said in this step. */
  @Override
  void labelled(Step step, List<double[]> probabilities, int firstRow) {
    made++;
    allocation.allocate(constant ? 1 : Math.min(1, (double) made / steps));
    for (int i = 0; i < probabilities.size(); i++) {
      allocation.observe(step.ids()[firstRow + i], logarithms(probabilities.get(i)));
    }
    sweeps += allocation.solve(tolerance);
  }

  @Override
  public Map<String, Double> measures() {
    Map<String, Double> measured = super.measures();
    measured.put("sweeps", (double) sweeps);
    sweeps = 0;
    return measured;
  }

  @Override
  public byte[] state() {
    return Bytes.of(
        out -> {
          out.writeLong(made);
          allocation.write(out);
        });
  }

  @Override
  public void restore(byte[] state) {
    Bytes.read(
        state,
        in -> {
          made = in.readLong();
          allocation.read(in);
        });
  }
}
