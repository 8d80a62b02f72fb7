package org.neuronbench.cli.bench;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.neuronbench.core.Text;

/** Says which case is measured, how long the last one took, and how long the others may take. */
final class BenchProgress {

  private static final double NANOS = 1e-9;
  private static final int SECONDS_PER_MINUTE = 60;

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
    out.printf(
        Locale.ROOT, "%d of %d: measuring %s, %s ...%n", done + 1, cases, network, benchCase.id());
    out.flush();
  }

  void end() {
    done++;
    long now = clock.getAsLong();
    double left = NANOS * (now - began) / done * (cases - done);
    out.printf(
        Locale.ROOT,
        "  took %s%s%n",
        words(NANOS * (now - caseBegan)),
        done == cases ? "" : ", about " + words(left) + " left");
    out.flush();
  }

  private static String words(double seconds) {
    return seconds < 2 * SECONDS_PER_MINUTE
        ? Text.format("%d s", Math.round(seconds))
        : Text.format("%d min", Math.round(seconds / SECONDS_PER_MINUTE));
  }
}
