package org.neuronbench.testkit;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/** What a strategy is shown for each selection: made-up values, the same for the same run. */
enum Measuring {

  /** What was declared, as soon as the harness would have it. */
  AS_THE_HARNESS(""),

  /** Whether declared or not; all others are about what was declared. */
  EVERYTHING(", every signal measured"),
  ZEROS(", every observation zero"),
  ONES(", every observation one"),
  NANS(", every observation NaN"),
  SOME_NANS(", every third observation NaN"),
  INFINITIES(", every observation infinite");

  private static final int STEPS = 64;

  /** More than the neurons of any network: values beyond are drawn once, there may be millions. */
  private static final int MANY = 1 << 16;

  private static final Set<Signal> SIGNED =
      Set.of(Signal.OUTPUT_SIMILARITY, Signal.TRIAL_STEP_GAIN, Signal.WEIGHTS);

  private final String remark;

  Measuring(String remark) {
    this.remark = remark;
  }

  String remark() {
    return remark;
  }

  /** Returns what is shown for a selection, given those before. */
  Observations after(List<Selection> before, Network network, Collection<Signal> declared) {
    Map<Signal, double[]> values = new EnumMap<>(Signal.class);
    Collection<Signal> wanted = this == EVERYTHING ? List.of(Signal.values()) : declared;
    for (Signal signal : wanted) {
      if (available(signal, network, before.isEmpty())) {
        double[] measured = values(signal, before.size(), network);
        forgetUntrained(signal, measured, before);
        values.put(signal, measured);
      }
    }
    return Observations.of(values);
  }

  /** See {@link Signal}: some look back, some are of output channels only. */
  private static boolean available(Signal signal, Network network, boolean first) {
    boolean ofOutputs = signal == Signal.OUTPUT_SIMILARITY || signal == Signal.FISHER;
    return !(first && signal.looksBack()) && !(ofOutputs && network.unit() == Unit.INPUT_CHANNEL);
  }

  /** The gradient of what was not trained was never computed. */
  private static void forgetUntrained(Signal signal, double[] values, List<Selection> before) {
    if (signal == Signal.TRAINING_GRADIENT_NORM || signal == Signal.LAYER_GRADIENT_NORM) {
      Selection trained = before.get(before.size() - 1);
      List<ConvolutionLayer> layers = trained.network().layers();
      boolean whole = signal == Signal.LAYER_GRADIENT_NORM;
      IntStream.range(0, values.length)
          .filter(i -> whole ? trained.sizeIn(layers.get(i)) == 0 : !trained.contains(i))
          .forEach(i -> values[i] = Double.NaN);
    }
  }

  private double[] values(Signal signal, int number, Network network) {
    IntToDoubleFunction value =
        switch (this) {
          case ZEROS -> i -> 0;
          case ONES -> i -> 1;
          case NANS -> i -> Double.NaN;
          case INFINITIES -> i -> Double.POSITIVE_INFINITY;
          default -> ordinary(signal, number);
        };
    double[] values = new double[signal.length(network)];
    Arrays.setAll(values, i -> i < MANY ? value.applyAsDouble(i) : values[i - MANY]);
    for (int i = 0; this == SOME_NANS && i < values.length; i += 3) {
      values[i] = Double.NaN;
    }
    return values;
  }

  /** Values in steps of 1/64, so that some are equal, in the signal's range. */
  private static IntToDoubleFunction ordinary(Signal signal, int number) {
    RandomStream random = new RandomStream(number).split(signal.id());
    double lowest = SIGNED.contains(signal) ? -1 : 0;
    return i -> lowest + (1 - lowest) * random.nextInt(STEPS + 1) / STEPS;
  }
}
