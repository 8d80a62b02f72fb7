package org.neuronbench.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.run.Cell;
import org.neuronbench.core.run.ExperimentRunner;
import org.neuronbench.core.run.Plan;
import org.neuronbench.core.run.RunListener;

/**
 * Shows how a run goes on: a line per cell that stays, and on a terminal one that moves with the
 * time left.
 */
final class Progress implements RunListener {

  private static final long REFRESH_NANOS = 200_000_000;
  private static final int WIDTH = 100;

  /** Moves to the begin of the line and empties it. */
  static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean moving;
  private final long start = System.nanoTime();
  private volatile boolean cancelled;
  private long lastShown;
  private @Nullable Cell cell;
  private int position;
  private int total;
  private double lastTop1 = Double.NaN;

  Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.moving = terminal;
  }

  void begin(Plan plan, ResultStore store) {
    int missing = ExperimentRunner.missing(plan, store).size();
    int done = plan.cells().size() - missing;
    out.printf(
        "%s: %d cells, %d done already; results in %s%n",
        plan.experiment().name(), plan.cells().size(), done, store.root());
    out.flush();
  }

  void cancel() {
    cancelled = true;
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  @Override
  public void cellStarted(Cell cell, int position, int total) {
    this.cell = cell;
    this.position = position;
    this.total = total;
    lastTop1 = Double.NaN;
  }

  @Override
  public void stepDone(int epoch, int step, int steps) {
    Cell current = cell;
    long now = System.nanoTime();
    if (current == null || !moving || now - lastShown < REFRESH_NANOS) {
      return;
    }
    lastShown = now;
    int epochs = current.recipe().totalEpochs();
    double inCell = (epoch + (step - 1.0) / steps) / epochs;
    String top1 =
        Double.isNaN(lastTop1) ? "" : String.format(Locale.ROOT, ", %.1f %%", 100 * lastTop1);
    show(
        String.format(
            Locale.ROOT,
            "[%d/%d] epoch %d/%d, step %d/%d%s, %s left: %s",
            position,
            total,
            epoch + 1,
            epochs,
            step,
            steps,
            top1,
            left((position - 1 + inCell) / total),
            current.label()));
  }

  private String left(double share) {
    if (share <= 0) {
      return "time";
    }
    double elapsed = System.nanoTime() - start;
    return words(Duration.ofNanos((long) (elapsed * (1 - share) / share)));
  }

  static String words(Duration duration) {
    long seconds = Math.max(1, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
        : "%d h %02d min".formatted(seconds / 3600, seconds % 3600 / 60);
  }

  private void show(String line) {
    String cut = line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line;
    synchronized (out) {
      out.print(CLEAR_LINE + cut);
      out.flush();
    }
  }

  @Override
  public void epochDone(EpochRecord epoch) {
    lastTop1 = epoch.testTop1();
  }

  @Override
  public void cellEnded(CellRecord record) {
    EpochRecord last = record.lastEpoch();
    String result =
        record.status() == CellStatus.OK && last != null
            ? String.format(
                Locale.ROOT,
                "%5.1f %%  in %s",
                100 * last.testTop1(),
                words(Duration.ofNanos((long) (1e9 * seconds(record)))))
            : record.status().id() + ": " + record.reason();
    String left = position < total ? "  (%s left)".formatted(left((double) position / total)) : "";
    String line =
        "[%d/%d] %s on %s, %s, %s, seed %d: %s%s"
            .formatted(
                position,
                total,
                record.model(),
                record.dataset(),
                record.strategy(),
                record.budget(),
                record.seed(),
                result,
                left);
    synchronized (out) {
      out.println(moving ? CLEAR_LINE + line : line);
      out.flush();
    }
  }

  private static double seconds(CellRecord record) {
    return record.total(
        e -> e.trainSeconds() + e.selectSeconds() + e.observeSeconds() + e.evaluateSeconds());
  }
}
