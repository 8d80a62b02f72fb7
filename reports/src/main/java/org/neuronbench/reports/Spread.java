package org.neuronbench.reports;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The mean and the spread of a measurement over seeds.
 *
 * @param count how many values, at least 1
 * @param mean their arithmetic mean
 * @param standardDeviation of the sample, with divisor {@code count - 1}; empty for a single value
 */
public record Spread(int count, double mean, OptionalDouble standardDeviation) {

  /**
   * Computes the spread of values; their order does not change the result.
   *
   * @param values any finite values
   * @return empty if there is no value
   */
  public static Optional<Spread> of(Collection<Double> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double mean = 0;
    for (double value : sorted) {
      mean += value / sorted.length;
    }
    return Optional.of(new Spread(sorted.length, mean, deviation(sorted, mean)));
  }

  private static OptionalDouble deviation(double[] values, double mean) {
    if (values.length < 2) {
      return OptionalDouble.empty();
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return OptionalDouble.of(Math.sqrt(squares / (values.length - 1)));
  }
}
