package org.neuronbench.core.results;

/** What a metric is counted in, and within which bounds a value is possible. */
public enum Unit {
  /** A share in [0, 1]. */
  SHARE(0, 1, false),
  /** Per cent; a saving may be negative. */
  PERCENT(Double.NEGATIVE_INFINITY, 100, false),
  /** Wall time. A time beyond thirty years is no measurement. */
  SECONDS(0, 1e9, false),
  /** Memory. */
  BYTES(0, 1e18, true),
  /** Weights and biases of convolutions. */
  PARAMETERS(0, 1e18, true),
  /** Multiply-accumulates. */
  MACS(0, 1e18, true),
  /** Output or input channels of convolutions, as the unit of the run says. */
  NEURONS(0, 1e18, true),
  /** Cross-entropy, with the natural logarithm. */
  NATS(-Double.MAX_VALUE, Double.MAX_VALUE, false),
  /** A learning rate. */
  RATE(0, 100, false);

  private final double least;
  private final double most;
  private final boolean whole;

  Unit(double least, double most, boolean whole) {
    this.least = least;
    this.most = most;
    this.whole = whole;
  }

  /** Returns the least value that is possible. */
  public double least() {
    return least;
  }

  /** Returns the greatest value that is possible. */
  public double most() {
    return most;
  }

  /** Tells whether the value of an epoch is a whole number. */
  public boolean whole() {
    return whole;
  }
}
