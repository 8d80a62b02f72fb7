package org.neuronbench.reports;

import java.util.List;
import java.util.stream.LongStream;

/** A chart axis with round ticks that enclose the data. */
record Axis(double low, double high, double step) {

  private static final double WANTED_TICKS = 5;

  static Axis enclosing(double least, double most, double smallestStep) {
    double step = Math.max(smallestStep, roundStep((most - least) / WANTED_TICKS));
    double low = Math.floor(least / step) * step;
    double high = Math.ceil(most / step) * step;
    return new Axis(low, high > low ? high : low + step, step);
  }

  List<Double> ticks() {
    long count = Math.round((high - low) / step);
    return LongStream.rangeClosed(0, count).mapToObj(i -> low + i * step).toList();
  }

  /** Maps a value to [0, 1] along the axis. */
  double position(double value) {
    return (value - low) / (high - low);
  }

  private static double roundStep(double raw) {
    if (raw <= 0) {
      return 0;
    }
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double digit = raw / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }
}
