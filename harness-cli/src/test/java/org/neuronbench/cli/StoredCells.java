package org.neuronbench.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Unit;

/** Writes results that no run made. */
public final class StoredCells {

  private StoredCells() {}

  /** A cell of one epoch for each accuracy, in percent; the seeds are 0, 1, ... */
  public static Path write(Path folder, String strategy, double... percents) {
    ResultStore store = ResultStore.create(folder);
    try {
      for (int seed = 0; seed < percents.length; seed++) {
        store.write(cell(strategy, seed, percents[seed] / 100));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static CellRecord cell(String strategy, long seed, double top1) {
    Map<String, Number> values =
        Map.of(
            "learningRate", 0.1,
            "trainLoss", 1.0,
            "testTop1", top1,
            "neuronsUpdated", 1,
            "parametersUpdated", 10,
            "flopsSavedPercent", 50.0,
            "executedMacsSavedPercent", 20.0,
            "peakBytes", 1000,
            "trainSeconds", 2.0);
    EpochRecord epoch = new EpochRecord(0, values, List.of(1), null);
    return new CellRecord(
        CellRecord.SCHEMA,
        "micro_glyphs_%s_10-_s%d".formatted(strategy, seed),
        "made-up",
        CellStatus.OK,
        "",
        "micro",
        "glyphs",
        strategy,
        CellRecord.NO_METHOD,
        "10%",
        CostModel.WEIGHTS.toString(),
        100,
        1000,
        1000,
        10L,
        seed,
        "aaaaaa",
        Unit.OUTPUT_CHANNEL.id(),
        List.of(),
        List.of("conv"),
        List.of(8),
        List.of(epoch),
        null,
        Map.of("started", "2026-01-0%dT00:00:00Z".formatted(1 + seed), "cpu", "Example"));
  }
}
