package org.neuronbench.testkit;

import java.util.function.LongSupplier;

/** Nanoseconds that pass when told to. */
final class ManualClock implements LongSupplier {

  private long nanos;

  void advance(long millis) {
    nanos += millis * 1_000_000;
  }

  @Override
  public long getAsLong() {
    return nanos;
  }
}
