package org.neuronbench.methods;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.ErrorMap;
import org.neuronbench.spi.method.ErrorTransform;
import org.neuronbench.spi.method.MethodRun;

/**
 * Activation gradient pruning (Ye et al., ECCV 2020): errors below a threshold become, at random,
 * zero or the threshold, so that their expectation stays. The threshold is the mean of those that
 * the last batches would have had.
 */
public final class ActivationGradientPruning implements ErrorTransform {

  private double below;
  private int depth;
  private boolean quantile;
  private boolean stochastic;
  private double perMean;
  private final Map<Integer, Deque<Double>> queues = new TreeMap<>();
  private double usedSum;
  private long used;

  @Override
  public String id() {
    return "activation-gradient-pruning";
  }

  @Override
  public String description() {
    return "Activation gradient pruning (Ye et al., ECCV 2020): small errors become zero or a"
        + " threshold at random, keeping their expectation. Zeros are counted; dense kernels save"
        + " nothing.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.number(
            "below", 0.9, 0.01, 0.9999, "share of errors that should lie below the threshold"),
        ParameterSpec.choice(
            "estimate",
            List.of("normal", "quantile"),
            "normal: the threshold from the mean magnitude, as if errors were normal; quantile: of"
                + " the magnitudes themselves"),
        ParameterSpec.choice(
            "rounding",
            List.of("stochastic", "zero"),
            "zero: everything below becomes zero, which changes the expectation"),
        ParameterSpec.integer("depth", 4, 1, 1000, "batches that the threshold is averaged over"));
  }

  @Override
  public void start(MethodRun run) {
    below = run.parameters().number("below");
    depth = run.parameters().integer("depth");
    quantile = run.parameters().text("estimate").equals("quantile");
    stochastic = run.parameters().text("rounding").equals("stochastic");
    perMean = perMean(below);
  }

  /** Returns the threshold of normal errors over their mean magnitude. */
  static double perMean(double below) {
    return Math.sqrt(Math.PI / 2) * normalQuantile((1 + below) / 2);
  }

  /** Solves {@code Phi(x) = p} for p from one half, by halving: it is asked once. */
  static double normalQuantile(double p) {
    double low = 0;
    double high = 10;
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (normal(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double normal(double x) {
    double term = x;
    double sum = x;
    for (int k = 1; k < 300; k++) {
      term *= x * x / (2 * k + 1);
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  @Override
  public void transform(ErrorMap map, float[] errors) {
    Deque<Double> queue = queues.computeIfAbsent(map.layer().index(), layer -> new ArrayDeque<>());
    double measured = threshold(errors);
    if (queue.size() == depth) {
      double threshold = queue.stream().mapToDouble(t -> t).average().orElseThrow();
      RandomStream random = map.random();
      prune(errors, threshold, stochastic ? random::nextDouble : () -> 1);
      usedSum += threshold;
      used++;
      queue.removeFirst();
    }
    queue.addLast(measured);
  }

  /** Returns the threshold that a map itself asks for. */
  double threshold(float[] errors) {
    if (quantile) {
      return ranked(errors, (int) Math.min(errors.length - 1, below * errors.length));
    }
    double sum = 0;
    for (float error : errors) {
      sum += Math.abs(error);
    }
    return perMean * sum / errors.length;
  }

  /**
   * Returns the magnitude that {@code rank} others are not above, without sorting a whole map: the
   * bits of magnitudes are ordered as these are, so two counts of 16 bits each find it.
   */
  private static float ranked(float[] errors, int rank) {
    int[] counts = new int[1 << 16];
    for (float error : errors) {
      counts[Float.floatToRawIntBits(Math.abs(error)) >>> 16]++;
    }
    int left = rank;
    int high = 0;
    while (left >= counts[high]) {
      left -= counts[high++];
    }
    int[] within = new int[1 << 16];
    for (float error : errors) {
      int bits = Float.floatToRawIntBits(Math.abs(error));
      if (bits >>> 16 == high) {
        within[bits & 0xffff]++;
      }
    }
    int low = 0;
    while (left >= within[low]) {
      left -= within[low++];
    }
    return Float.intBitsToFloat(high << 16 | low);
  }

  /** Keeps what reaches the threshold; lifts of the rest to it what a draw says, or clears it. */
  static void prune(float[] errors, double threshold, DoubleSupplier draws) {
    for (int i = 0; i < errors.length; i++) {
      double magnitude = Math.abs(errors[i]);
      double draw = draws.getAsDouble();
      if (magnitude < threshold) {
        errors[i] = magnitude > threshold * draw ? (float) (Math.signum(errors[i]) * threshold) : 0;
      }
    }
  }

  @Override
  public Map<String, Double> measures() {
    Map<String, Double> measured = used == 0 ? Map.of() : Map.of("mean-threshold", usedSum / used);
    usedSum = 0;
    used = 0;
    return measured;
  }

  @Override
  public byte[] state() {
    return Bytes.of(
        out -> {
          out.writeInt(queues.size());
          for (Map.Entry<Integer, Deque<Double>> entry : queues.entrySet()) {
            out.writeInt(entry.getKey());
            out.writeInt(entry.getValue().size());
            for (double threshold : entry.getValue()) {
              out.writeDouble(threshold);
            }
          }
        });
  }

  @Override
  public void restore(byte[] state) {
    queues.clear();
    Bytes.read(
        state,
        in -> {
          for (int layers = in.readInt(); layers > 0; layers--) {
            Deque<Double> queue = new ArrayDeque<>();
            queues.put(in.readInt(), queue);
            for (int left = in.readInt(); left > 0; left--) {
              queue.addLast(in.readDouble());
            }
          }
        });
  }
}
