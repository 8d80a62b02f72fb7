package org.neuronbench.methods;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.ErrorMap;
import org.neuronbench.spi.method.ErrorRule;
import org.neuronbench.spi.method.MethodRun;

/**
 * Error map pruning (Wu et al. 2020): of each convolution's error map only the strongest channels
 * enter the gradients of its input and its weights. Depthwise convolutions keep theirs.
 */
public final class ErrorMapPruning implements ErrorRule {

  /** A channel that is chosen less often has stopped to learn. */
  private static final double STARVED = 0.05;

  private double keep;
  private double weightFactor;
  private double errorFactor;
  private String score;
  private final Map<Integer, Uses> uses = new HashMap<>();

  /** How often each channel of a layer was chosen in an epoch. */
  private static final class Uses {
    private final int[] times;
    private int steps;

    Uses(int channels) {
      this.times = new int[channels];
    }

    void add(int[] channels) {
      steps++;
      for (int channel : channels) {
        times[channel]++;
      }
    }

    long starved() {
      return Arrays.stream(times).filter(count -> count < STARVED * steps).count();
    }
  }

  @Override
  public String id() {
    return "error-map-pruning";
  }

  @Override
  public String description() {
    return "Error map pruning (Wu et al. 2020): only the strongest channels of each error map travel"
        + " back, into both gradients of their convolution.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.number("keep", 0.6, 0, 1, "share of channels kept, at least one"),
        ParameterSpec.choice(
            "score",
            List.of("normalised", "paper", "gradient", "random"),
            "normalised: norms of weights and errors, each over its mean in the layer; paper: their"
                + " sum over images, in which weights drown errors; gradient: errors alone"),
        ParameterSpec.number("weight-factor", 1, 0, 1000, "factor of the weights' norms"),
        ParameterSpec.number("error-factor", 1, 0, 1000, "factor of the errors' norms"));
  }

  @Override
  public void start(MethodRun run) {
    keep = run.parameters().number("keep");
    score = run.parameters().text("score");
    weightFactor = run.parameters().number("weight-factor");
    errorFactor = run.parameters().number("error-factor");
  }

  @Override
  public int kept(ConvolutionLayer layer) {
    return count(keep, layer.outputChannels());
  }

  static int count(double keep, int channels) {
    return Math.max(1, (int) Math.floor(keep * channels + 1e-9));
  }

  @Override
  public int[] keep(ErrorMap map) {
    double[] scores = scores(map);
    int[] strongest =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(c -> -scores[c])) // stable: ties to the lower index
            .limit(kept(map.layer()))
            .mapToInt(c -> c)
            .sorted()
            .toArray();
    uses.computeIfAbsent(map.layer().index(), layer -> new Uses(scores.length)).add(strongest);
    return strongest;
  }

  /** Returns what channels are ranked by. */
  double[] scores(ErrorMap map) {
    double[] errors = map.errorNorms();
    double[] weights = map.weightNorms();
    return switch (score) {
      case "normalised" -> sum(over(weights, mean(weights)), over(errors, mean(errors)));
      case "paper" -> sum(over(weights, 1.0 / map.images()), errors);
      case "gradient" -> errors.clone();
      default -> random(map.random(), errors.length);
    };
  }

  private double[] sum(double[] weights, double[] errors) {
    double[] sums = new double[errors.length];
    for (int c = 0; c < sums.length; c++) {
      sums[c] = weightFactor * weights[c] + errorFactor * errors[c];
    }
    return sums;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double[] over(double[] values, double divisor) {
    return Arrays.stream(values).map(v -> divisor == 0 ? 0 : v / divisor).toArray();
  }

  private static double[] random(RandomStream random, int count) {
    return IntStream.range(0, count).mapToDouble(c -> random.nextDouble()).toArray();
  }

  @Override
  public Map<String, Double> measures() {
    long channels = uses.values().stream().mapToLong(layer -> layer.times.length).sum();
    long starved = uses.values().stream().mapToLong(Uses::starved).sum();
    uses.clear();
    return Map.of("starved-share", channels == 0 ? 0 : (double) starved / channels);
  }
}
