package org.neuronbench.core.results;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** What a cell's value of a metric is, given that of each epoch which measured it. */
public enum Aggregate {
  /** None: the metric is told epoch by epoch only. */
  NONE,
  /** That of the last epoch. */
  LAST,
  /** The greatest of any epoch. */
  BEST,
  /** The mean of the epochs; of results, the mean of their cells. */
  MEAN,
  /** The sum of the epochs; of results, the mean of their cells. */
  SUM,
  /** The greatest of any epoch; of results, that of any cell. */
  MOST,
  /** It is measured once a cell. */
  CELL;

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
