package org.neuronbench.methods;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.method.AdmissionRule;
import org.neuronbench.spi.method.HelperRule;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.Targets;
import org.neuronbench.spi.method.Verdict;

/**
 * Early instance filter (Wu et al. 2020): a small network predicts which images still have a high
 * loss; only those are forwarded and trained on. Images whose prediction is uncertain are scored,
 * so that the filter learns of its mistakes.
 */
public final class InstanceFilter implements AdmissionRule, HelperRule {

  private static final int HIGH = 0;
  private static final int LOW = 1;
  private static final String YES = "yes";

  private Parameters parameters;
  private double share;
  private double entropy;
  private boolean weighted;
  private int smallest;
  private int warmUp;
  private LossThreshold threshold;
  private int steps;
  private final Shares shares = new Shares();

  /** What became of the images of an epoch. */
  private static final class Shares {
    private long offered;
    private long trained;
    private long high;
    private long uncertain;

    double of(long part) {
      return offered == 0 ? 0 : (double) part / offered;
    }
  }

  @Override
  public String id() {
    return "instance-filter";
  }

  @Override
  public String description() {
    return "Early instance filter (Wu et al. 2020): a small network, trained beside, predicts which"
        + " images still teach; the others are dropped before the forward pass.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.number(
            "share", 0.3, 0.01, 0.99, "share of all images that should be found to have high loss"),
        ParameterSpec.number(
            "step",
            1.02,
            1,
            2,
            "factor of the loss threshold after a batch, up or down; 1 fixes it"),
        ParameterSpec.integer("window", 10, 1, 1000, "batches that the share is averaged over"),
        ParameterSpec.number(
            "threshold",
            0,
            0,
            100,
            "loss threshold at the start; 0 is the logarithm of the classes"),
        ParameterSpec.number(
            "entropy", 0.5, 0, 1, "nats above which a prediction of low loss is checked"),
        ParameterSpec.choice(
            "weighted", List.of(YES, "no"), "whether rare labels weigh more in the filter's loss"),
        ParameterSpec.integer(
            "smallest", 8, 0, 4096, "fewest images of a step; the likeliest fill it up"),
        ParameterSpec.integer(
            "warm-up", 10, 0, 100_000, "batches sent on whole at the start, at most half an epoch"),
        ParameterSpec.text("filter", "cifar-resnet-8", "model of the filter"),
        ParameterSpec.number("width", 0.25, 0.05, 4, "width multiplier of the filter"),
        ParameterSpec.number(
            "rate", 1, 0.001, 100, "learning rate of the filter over that of the network"));
  }

  @Override
  public void start(MethodRun run) {
    parameters = run.parameters();
    share = parameters.number("share");
    entropy = parameters.number("entropy");
    weighted = parameters.text("weighted").equals(YES);
    smallest = parameters.integer("smallest");
    warmUp = Math.min(parameters.integer("warm-up"), run.steps() / 2);
    double start = parameters.number("threshold");
    threshold =
        new LossThreshold(
            start == 0 ? Math.log(run.task().classes()) : start,
            share,
            parameters.number("step"),
            parameters.integer("window"));
  }

  @Override
  public Helper helper() {
    return new Helper(
        parameters.text("filter"), parameters.number("width"), 2, parameters.number("rate"), 0.9);
  }

  @Override
  public Verdict[] admit(Step step) {
    float[][] predictions = step.helperOutputs();
    double[] high = new double[predictions.length];
    Verdict[] verdicts = new Verdict[predictions.length];
    for (int i = 0; i < high.length; i++) {
      high[i] = Rows.softmax(predictions[i], 2)[HIGH];
      verdicts[i] = steps < warmUp ? Verdict.TRAIN : verdict(high[i]);
    }
    fill(verdicts, high);
    return verdicts;
  }

  private Verdict verdict(double high) {
    if (high >= 0.5) {
      return Verdict.TRAIN;
    }
    return entropyOf(high) > entropy ? Verdict.SCORE : Verdict.DROP;
  }

  static double entropyOf(double high) {
    double low = 1 - high;
    return -(high == 0 ? 0 : high * Math.log(high)) - (low == 0 ? 0 : low * Math.log(low));
  }

  /** Batch norm needs some images. */
  private void fill(Verdict[] verdicts, double[] high) {
    IntStream.range(0, high.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -high[i]))
        .limit(smallest)
        .forEach(i -> verdicts[i] = Verdict.TRAIN);
  }

  @Override
  public Targets teach(Step step) {
    int count = step.ids().length;
    double[][] rows = new double[count][2];
    double[] weights = new double[count];
    int found = 0;
    for (int i = 0; i < count; i++) {
      boolean known = !Double.isNaN(step.losses()[i]);
      boolean high = known && step.losses()[i] >= threshold.value();
      rows[i][high ? HIGH : LOW] = 1;
      weights[i] = known ? weight(high) : 0;
      boolean predicted = Rows.softmax(step.helperOutputs()[i], 2)[HIGH] >= 0.5;
      found += high && predicted ? 1 : 0;
      shares.uncertain += step.verdicts()[i] == Verdict.SCORE ? 1 : 0;
      shares.trained += step.verdicts()[i] == Verdict.TRAIN ? 1 : 0;
    }
    shares.offered += count;
    shares.high += found;
    steps++;
    threshold.found((double) found / count);
    return Targets.of(rows).weighted(normalised(weights));
  }

  private double weight(boolean high) {
    return weighted ? 1 / (high ? share : 1 - share) : 1;
  }

  /** So that they sum to the number of images that have any, over which the loss is averaged. */
  static double[] normalised(double... weights) {
    double sum = 0;
    int count = 0;
    for (double weight : weights) {
      sum += weight;
      count += weight > 0 ? 1 : 0;
    }
    double[] normalised = weights.clone();
    for (int i = 0; i < normalised.length; i++) {
      normalised[i] *= sum == 0 ? 0 : count / sum;
    }
    return normalised;
  }

  double threshold() {
    return threshold.value();
  }

  double foundShare() {
    return threshold.mean();
  }

  @Override
  public Map<String, Double> measures() {
    Map<String, Double> measured =
        Map.of(
            "threshold", threshold.value(),
            "trained-share", shares.of(shares.trained),
            "true-high-share", shares.of(shares.high),
            "uncertain-share", shares.of(shares.uncertain));
    shares.offered = 0;
    shares.trained = 0;
    shares.high = 0;
    shares.uncertain = 0;
    return measured;
  }

  @Override
  public byte[] state() {
    return Bytes.of(
        out -> {
          out.writeInt(steps);
          threshold.write(out);
        });
  }

  @Override
  public void restore(byte[] state) {
    Bytes.read(
        state,
        in -> {
          steps = in.readInt();
          threshold.read(in);
        });
  }
}
