package org.neuronbench.benchmarks;

import java.io.PrintWriter;
import java.util.function.LongSupplier;
import org.neuronbench.core.Text;

/** Says which case is measured, how long the last one took, and how long the others may take. */
final class BenchProgress {

  private static final double NANOS = 1e-9;

  private final PrintWriter out;
  private final int cases;
  private final LongSupplier clock;
  private final long began;
  private long caseBegan;
  private int done;

  BenchProgress(PrintWriter out, int cases, LongSupplier clock) {
    this.out = out;
    this.cases = cases;
    this.clock = clock;
    this.began = clock.getAsLong();
  }

  void begin(String network, BenchCase benchCase) {
    caseBegan = clock.getAsLong();
    done++;
    out.println(
        Text.format("%d of %d: measuring %s, %s ...", done, cases, network, benchCase.id()));
    out.flush();
  }

  void end() {
    long now = clock.getAsLong();
    String left = words((now - began) * (cases - done) / done);
    out.println(
        "  took "
            + words(now - caseBegan)
            + (done == cases ? "" : Text.format(", about %s left", left)));
    out.flush();
  }

  private static String words(long nanos) {
    double seconds = NANOS * nanos;
    return seconds < 120
        ? Text.format("%d s", Math.round(seconds))
        : Text.format("%d min", Math.round(seconds / 60));
  }
}
