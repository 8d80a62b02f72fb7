package org.neuronbench.methods;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The loss above which an image counts as one that still teaches: it rises when more of the stream
 * was found above it than wanted, and falls otherwise (Wu et al. 2020, section on the adaptive
 * threshold).
 */
final class LossThreshold {

  private final double wanted;
  private final double step;
  private final int window;
  private final Deque<Double> found = new ArrayDeque<>();
  private double value;

  /**
   * Creates a threshold.
   *
   * @param wanted share of the stream that should be found above it
   * @param step what it is multiplied or divided by after a batch; 1 fixes it
   * @param window batches that the share is averaged over
   */
  LossThreshold(double start, double wanted, double step, int window) {
    this.value = start;
    this.wanted = wanted;
    this.step = step;
    this.window = window;
  }

  double value() {
    return value;
  }

  /** Hears which share of all images of a batch was predicted, and found, above it. */
  void found(double share) {
    found.addLast(share);
    if (found.size() > window) {
      found.removeFirst();
    }
    value = mean() >= wanted ? value * step : value / step;
  }

  double mean() {
    return found.stream().mapToDouble(share -> share).average().orElse(0);
  }

  void write(java.io.DataOutputStream out) throws java.io.IOException {
    out.writeDouble(value);
    out.writeInt(found.size());
    for (double share : found) {
      out.writeDouble(share);
    }
  }

  void read(java.io.DataInputStream in) throws java.io.IOException {
    value = in.readDouble();
    found.clear();
    for (int left = in.readInt(); left > 0; left--) {
      found.addLast(in.readDouble());
    }
  }
}
