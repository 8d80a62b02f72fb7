package org.neuronbench.core.results;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * The epochs of one or more cells as a table; a missing measurement is an empty field, and no text
 * starts a formula.
 */
public final class EpochsCsv {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader(
              "cell",
              "epoch",
              "learning_rate",
              "train_loss",
              "test_top1",
              "neurons_updated",
              "parameters_updated",
              "flops_saved_percent",
              "executed_macs_saved_percent",
              "peak_bytes",
              "train_seconds",
              "select_seconds",
              "observe_seconds",
              "evaluate_seconds",
              "selected_per_layer")
          .get();

  private EpochsCsv() {}

  static void write(Path file, CellRecord cell) throws IOException {
    write(file, List.of(cell));
  }

  /**
   * Writes the epochs of cells, a row each.
   *
   * @param file the CSV file, replaced
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, List<CellRecord> cells) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file);
        CSVPrinter csv = new CSVPrinter(out, FORMAT)) {
      for (CellRecord cell : cells) {
        for (EpochRecord e : cell.epochs()) {
          csv.printRecord(
              SpreadsheetText.guard(cell.cell()),
              e.epoch(),
              measured(e.learningRate()),
              measured(e.trainLoss()),
              measured(e.testTop1()),
              e.neuronsUpdated(),
              e.parametersUpdated(),
              measured(e.flopsSavedPercent()),
              e.executedMacsSavedPercent(),
              e.peakBytes(),
              measured(e.trainSeconds()),
              measured(e.selectSeconds()),
              measured(e.observeSeconds()),
              measured(e.evaluateSeconds()),
              e.selectedPerLayer().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
      }
    }
  }

  private static @Nullable Double measured(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
