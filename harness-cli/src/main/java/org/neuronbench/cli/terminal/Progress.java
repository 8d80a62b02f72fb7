package org.neuronbench.cli.terminal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.Plan;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.Rerun;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.run.ExperimentRunner;
import org.neuronbench.core.run.RunListener;
import org.neuronbench.reports.text.TextStyle.Tone;

/**
 * Shows how a run goes on: a line per cell that stays, and on a terminal one that moves with the
 * time left.
 */
public final class Progress implements RunListener {

  private static final long REFRESH_NANOS = 200_000_000;

  private final MovingLine line;
  private final long start = System.nanoTime();
  private boolean waited;
  private long lastShown;
  private @Nullable CellSpec cell;
  private int position;
  private int total;
  private double lastTop1 = Double.NaN;

  public Progress(MovingLine line) {
    this.line = line;
  }

  public void begin(Plan plan, ResultStore store, Rerun rerun) {
    int wanted = ExperimentRunner.wanted(plan, store, rerun).size();
    int done = plan.cells().size() - wanted;
    line.print(
        Text.format(
            "%s: %d cells, %d done already; results in %s",
            plan.experiment().name(), plan.cells().size(), done, store.root()));
  }

  @Override
  public void waiting(int cells) {
    if (!waited) {
      line.print(
          Text.format(
              "Waiting for %d %s that another process runs", cells, cells == 1 ? "cell" : "cells"));
    }
    waited = true;
  }

  @Override
  public void cellStarted(CellSpec cell, int position, int total) {
    this.cell = cell;
    this.position = position;
    this.total = total;
    lastTop1 = Double.NaN;
  }

  @Override
  public void stepDone(int epoch, int step, int steps) {
    CellSpec current = cell;
    long now = System.nanoTime();
    if (current == null || !line.moves() || now - lastShown < REFRESH_NANOS) {
      return;
    }
    lastShown = now;
    int epochs = current.training().totalEpochs();
    double inCell = (epoch + (double) step / steps) / epochs;
    String top1 = Double.isNaN(lastTop1) ? "" : Text.format(", %.1f %%", 100 * lastTop1);
    line.show(
        Text.format(
            "[%d/%d] %s left, epoch %d/%d, step %d/%d%s: %s",
            position,
            total,
            left((position - 1 + inCell) / total),
            epoch + 1,
            epochs,
            step,
            steps,
            top1,
            current.label()));
  }

  private String left(double share) {
    if (share <= 0) {
      return "time";
    }
    double elapsed = System.nanoTime() - start;
    return words(Duration.ofNanos((long) (elapsed * (1 - share) / share)));
  }

  public static String words(Duration duration) {
    long seconds = Math.max(1, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? Text.format("%d min %02d s", seconds / 60, seconds % 60)
        : Text.format("%d h %02d min", seconds / 3600, seconds % 3600 / 60);
  }

  @Override
  public void epochDone(EpochRecord epoch) {
    lastTop1 = epoch.valueOrNan(Metrics.FINAL_TOP1);
  }

  @Override
  public void cellEnded(CellRecord record) {
    EpochRecord last = record.lastEpoch();
    String result =
        record.status() == CellStatus.OK && last != null
            ? Text.format(
                "%5.1f %%  in %s",
                100 * last.valueOrNan(Metrics.FINAL_TOP1),
                words(Duration.ofNanos((long) (1e9 * seconds(record)))))
            : record.status().id() + ": " + record.reason();
    String left =
        position < total ? Text.format("  (%s left)", left((double) position / total)) : "";
    String ended =
        Text.format(
            "[%d/%d] %s on %s, %s, %s, seed %d: ",
            position,
            total,
            record.model(),
            record.dataset(),
            record.contender(),
            record.budget(),
            record.seed());
    line.printMarked(ended, result, record.status() == CellStatus.OK ? Tone.GOOD : Tone.BAD, left);
  }

  public static double seconds(CellRecord record) {
    return Metrics.STANDARD.of(List.of(record)).ofCells().stream()
        .filter(Metric::timed)
        .mapToDouble(metric -> metric.of(record).orElse(Double.NaN))
        .sum();
  }
}
