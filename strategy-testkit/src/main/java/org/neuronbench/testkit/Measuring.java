package org.neuronbench.testkit;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
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

  /** Every signal there is, declared or not. */
  EVERYTHING(", every signal measured"),

  /** What was declared, and zero for all. */
  ZEROS(", every observation zero"),

  /** What was declared, and one for all. */
  ONES(", every observation one"),

  /** What was declared, and NaN for all. */
  NANS(", every observation NaN"),

  /** What was declared, every third value NaN. */
  SOME_NANS(", every third observation NaN"),

  /** What was declared, and infinite. */
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
    Set<Signal> wanted = this == EVERYTHING ? EnumSet.allOf(Signal.class) : copy(declared);
    for (Signal signal : wanted) {
      if (available(signal, epoch)) {
        values.put(signal, values(signal, epoch, network));
      }
    }
    return Observations.of(values);
  }

  private static Set<Signal> copy(Collection<Signal> signals) {
    Set<Signal> copy = EnumSet.noneOf(Signal.class);
    copy.addAll(signals);
    return copy;
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
