package org.neuronbench.core.download;

import java.util.function.LongSupplier;
import org.neuronbench.core.Text;

/** Notices a server that keeps a transfer alive with a few bytes now and then. */
final class SpeedGuard {

  private final LongSupplier nanoTime;
  private final long periodNanos;
  private long start;
  private long bytes;

  SpeedGuard(LongSupplier nanoTime, DownloadSettings settings) {
    this.nanoTime = nanoTime;
    this.periodNanos = settings.stallTimeout().toNanos();
    this.start = nanoTime.getAsLong();
  }

  /** Counts what has come; throws at the end of a period that brought too little. */
  void arrived(long count) throws TransferException {
    bytes += count;
    long passed = nanoTime.getAsLong() - start;
    if (passed < periodNanos) {
      return;
    }
    if (bytes * 1e9 < (double) DownloadSettings.LEAST_SPEED * passed) {
      throw TransferException.passing(
          Text.format(
              "only %,d bytes came in %,d seconds, expected are %,d a second",
              bytes, passed / 1_000_000_000, DownloadSettings.LEAST_SPEED));
    }
    start += passed;
    bytes = 0;
  }
}
