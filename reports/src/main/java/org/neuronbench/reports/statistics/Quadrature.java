package org.neuronbench.reports.statistics;

import java.util.function.DoubleUnaryOperator;

/** Simpson's rule, for smooth functions that vanish outside of a range. */
final class Quadrature {

  private static final int STEPS = 1000;

  private Quadrature() {}

  static double integrate(DoubleUnaryOperator function, double from, double to) {
    double width = (to - from) / STEPS;
    double sum = function.applyAsDouble(from) + function.applyAsDouble(to);
    for (int step = 1; step < STEPS; step++) {
      sum += (step % 2 == 1 ? 4 : 2) * function.applyAsDouble(from + step * width);
    }
    return sum * width / 3;
  }
}
