package org.neuronbench.core.results;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** What a cell's value of a metric is, given that of each epoch which measured it. */
public enum Aggregate {
  /** None: the metric is told epoch by epoch only. */
  NONE(""),
  /** That of the last epoch. */
  LAST("of the last epoch"),
  /** The greatest of any epoch. */
  BEST("greatest of any epoch"),
  /** The mean of the epochs; of results, the mean of their cells. */
  MEAN("mean of the epochs"),
  /** The sum of the epochs; of results, the mean of their cells. */
  SUM("sum of the epochs"),
  /** The greatest of any epoch; of results, that of any cell. */
  MOST("greatest of any epoch"),
  /** It is measured once a cell. */
  CELL("measured once");

  private final String words;

  Aggregate(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  OptionalDouble of(double[] epochs) {
    if (epochs.length == 0) {
      return OptionalDouble.empty();
    }
    DoubleStream values = DoubleStream.of(epochs);
    return switch (this) {
      case NONE, CELL -> OptionalDouble.empty();
      case LAST -> OptionalDouble.of(epochs[epochs.length - 1]);
      case BEST, MOST -> values.max();
      case MEAN -> values.average();
      case SUM -> OptionalDouble.of(values.sum());
    };
  }
}
