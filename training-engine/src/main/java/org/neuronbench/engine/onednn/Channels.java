package org.neuronbench.engine.onednn;

import java.util.Arrays;

/** Sets of channels as ascending arrays. */
final class Channels {

  private Channels() {}

  static int[] both(int[] some, int[] others) {
    return Arrays.stream(some).filter(c -> Arrays.binarySearch(others, c) >= 0).toArray();
  }

  static int[] without(int[] some, int[] others) {
    return Arrays.stream(some).filter(c -> Arrays.binarySearch(others, c) < 0).toArray();
  }
}
