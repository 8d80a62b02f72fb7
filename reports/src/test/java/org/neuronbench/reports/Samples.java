package org.neuronbench.reports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.ResultStore;

/** A made-up but plausible grid: 8 strategies, 2 budgets, 3 seeds, 8 epochs, and references. */
public final class Samples {

  private static final int EPOCHS = 8;
  private static final int SEEDS = 3;
  private static final Map<String, Object> PROVENANCE =
      Map.of(
          "harness",
          Map.of("version", "0.1.0-SNAPSHOT", "commit", "0123abcd"),
          "machine",
          Map.of("cpu", "Example CPU, 2 cores", "memory", "8 GiB", "java", "17.0.15"),
          "engine",
          "onednn",
          "recipe",
          Map.of("optimizer", "sgd", "learningRate", 0.05, "batch", 32));

  private record Kind(String strategy, double top1, double seconds, double observe) {}

  private static final List<Kind> BUDGETED =
      List.of(
          new Kind("velocity", 0.742, 60, 3.1),
          new Kind("velocity(order=ascending)", 0.729, 60, 3.1),
          new Kind("gradient-norm", 0.739, 61, 5.2),
          new Kind("weight-norm", 0.712, 59, 0.4),
          new Kind("random", 0.731, 66, 0),
          new Kind("static-random", 0.718, 62, 0),
          new Kind("last-layers", 0.691, 34, 0),
          new Kind("acme.top-k(k=5, mode=\"<fast>\")", 0.735, 58, 1.0));

  private Samples() {}

  /** Writes the grid and its report; the argument is the folder. */
  public static void main(String[] folder) throws Exception {
    ResultStore store = ResultStore.create(Path.of(folder[0]));
    for (CellRecord cell : grid()) {
      store.write(cell);
    }
    ReportWriter.write(store);
  }

  public static List<CellRecord> grid() {
    Random random = new Random(42);
    List<CellRecord> cells = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      for (Kind kind : BUDGETED) {
        cells.add(budgeted(kind, "10%", 222_000, seed, random));
        cells.add(budgeted(kind, "25%", 555_000, seed, random));
      }
      cells.add(unlimited(new Kind("full", 0.768, 92, 0), 2_220_000, 0, seed, random));
      cells.add(unlimited(new Kind("head-only", 0.655, 21, 0), 0, 100, seed, random));
      cells.add(broken(seed));
    }
    return cells;
  }

  /** The same cell with the times and the start of another run. */
  static CellRecord runAgain(CellRecord cell) {
    Map<String, Object> provenance = new HashMap<>(cell.provenance());
    provenance.put("started", "2026-02-03T04:05:06Z");
    Cells again = Cells.cell(cell.strategy()).model(cell.model()).network(cell.networkParameters());
    cell.epochs().forEach(epoch -> again.epoch(slower(epoch)));
    if (cell.status() != CellStatus.OK) {
      again.failed(cell.status(), cell.reason());
    }
    return again
        .budget(cell.budget(), cell.budgetLimit())
        .seed(cell.seed())
        .provenance(provenance)
        .build();
  }

  private static EpochRecord slower(EpochRecord epoch) {
    Map<String, Number> values = new HashMap<>(epoch.values());
    values.put("trainSeconds", 3 * epoch.valueOrNan(Metrics.TRAIN_SECONDS));
    values.put("selectSeconds", 0.5);
    values.put("observeSeconds", 0.25);
    values.put("evaluateSeconds", 7);
    return new EpochRecord(epoch.epoch(), values, epoch.selectedPerLayer(), null);
  }

  private static CellRecord budgeted(
      Kind kind, String budget, long parameters, long seed, Random random) {
    Cells cell = Cells.cell(kind.strategy()).budget(budget, parameters);
    boolean diverges = kind.strategy().equals("gradient-norm") && seed == 2 && parameters > 300_000;
    double top1 = kind.top1() + (parameters > 300_000 ? 0.012 : 0);
    epochs(cell, kind, top1, diverges ? 3 : EPOCHS, parameters - 900, 88.0, random);
    if (diverges) {
      cell.failed(CellStatus.DIVERGED, "The loss was NaN in epoch 3; lower the learning rate");
    }
    return finish(cell, seed);
  }

  private static CellRecord unlimited(
      Kind kind, long parameters, double saved, long seed, Random random) {
    Cells cell = Cells.cell(kind.strategy()).budget("unlimited", 2_220_000);
    epochs(cell, kind, kind.top1(), EPOCHS, parameters, saved, random);
    return finish(cell, seed);
  }

  private static CellRecord broken(long seed) {
    Cells cell = Cells.cell("acme.greedy").budget("10%", 222_000);
    cell.failed(
        CellStatus.BUDGET_VIOLATION,
        "acme.greedy selected 231040 parameters in epoch 0, the budget is 222000; select fewer");
    return finish(cell, seed);
  }

  private static CellRecord finish(Cells cell, long seed) {
    return cell.model("mobilenetv2").network(2_220_000).seed(seed).provenance(PROVENANCE).build();
  }

  private static void epochs(
      Cells cell, Kind kind, double top1, int count, long updated, double saved, Random random) {
    @Nullable Double executed = kind.strategy().startsWith("acme") ? null : saved * 0.4;
    for (int epoch = 0; epoch < count; epoch++) {
      double share = top1 - 0.25 * Math.exp(-0.6 * epoch) + 0.006 * random.nextGaussian();
      double train = (kind.seconds() + random.nextDouble()) / EPOCHS;
      cell.epoch(
          Epochs.of(
              epoch,
              0.05,
              2.1 - share,
              share,
              9,
              updated,
              saved,
              executed,
              180_000_000L,
              train,
              0.004,
              kind.observe() / EPOCHS,
              1.4,
              List.of(4, 5),
              null));
    }
  }
}
