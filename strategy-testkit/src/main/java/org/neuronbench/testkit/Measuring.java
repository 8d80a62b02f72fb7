package org.neuronbench.testkit;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Signal;

/** What a strategy is shown before each epoch: made-up values, the same for the same run. */
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

  private final String remark;

  Measuring(String remark) {
    this.remark = remark;
  }

  String remark() {
    return remark;
  }

  Observations before(int epoch, Network network, Collection<Signal> declared) {
    Map<Signal, double[]> values = new EnumMap<>(Signal.class);
    Collection<Signal> wanted = this == EVERYTHING ? List.of(Signal.values()) : declared;
    for (Signal signal : wanted) {
      if (available(signal, epoch)) {
        values.put(signal, values(signal, epoch, network));
      }
    }
    return Observations.of(values);
  }

  /** See {@link Signal}: two of them compare with an observation before. */
  private static boolean available(Signal signal, int epoch) {
    boolean compares = signal == Signal.OUTPUT_SIMILARITY || signal == Signal.WEIGHT_CHANGE;
    return epoch > 0 || !compares;
  }

  private double[] values(Signal signal, int epoch, Network network) {
    IntToDoubleFunction value =
        switch (this) {
          case ZEROS -> i -> 0;
          case ONES -> i -> 1;
          case NANS -> i -> Double.NaN;
          case INFINITIES -> i -> Double.POSITIVE_INFINITY;
          default -> ordinary(signal, epoch);
        };
    double[] values = IntStream.range(0, network.neurons()).mapToDouble(value).toArray();
    for (int i = 0; this == SOME_NANS && i < values.length; i += 3) {
      values[i] = Double.NaN;
    }
    return values;
  }

  /** Values in steps of 1/64, so that some are equal, in the signal's range. */
  private static IntToDoubleFunction ordinary(Signal signal, int epoch) {
    RandomStream random = new RandomStream(epoch).split(signal.id());
    double lowest = signal == Signal.OUTPUT_SIMILARITY ? -1 : 0;
    return i -> lowest + (1 - lowest) * random.nextInt(STEPS + 1) / STEPS;
  }
}
