package org.neuronbench.datasets.procedural;

/** Periodic functions of period 1. */
final class Waves {

  private Waves() {}

  static double fraction(double t) {
    return t - Math.floor(t);
  }

  /** Distance to the nearest whole number, 0 to 0.5. */
  static double triangle(double t) {
    double fraction = fraction(t);
    return Math.min(fraction, 1 - fraction);
  }

  /** Much like a sine: two parabolas, 0 to 1. Library sines may differ between machines. */
  static double hump(double t) {
    double fraction = fraction(t);
    double half = fraction < 0.5 ? fraction : fraction - 0.5;
    double arch = 8 * half * (0.5 - half);
    return fraction < 0.5 ? 0.5 + arch : 0.5 - arch;
  }
}
