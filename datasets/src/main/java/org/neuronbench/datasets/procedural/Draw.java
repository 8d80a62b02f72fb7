package org.neuronbench.datasets.procedural;

import org.neuronbench.spi.RandomStream;

/** Draws of the distributions that drawings need. */
final class Draw {

  private static final double BYTE_SUM_MEAN = 510;
  private static final double BYTE_SUM_DEVIATION = 147.8;

  private Draw() {}

  static double between(RandomStream random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  static boolean chance(RandomStream random, double probability) {
    return random.nextDouble() < probability;
  }

  /** A nearly normal number, the sum of four bytes: far cheaper than an exact one. */
  static double roughlyNormal(long bits) {
    long sum = (bits & 0xFF) + (bits >>> 8 & 0xFF) + (bits >>> 16 & 0xFF) + (bits >>> 24 & 0xFF);
    return (sum - BYTE_SUM_MEAN) / BYTE_SUM_DEVIATION;
  }
}
