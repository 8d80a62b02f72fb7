package org.neuronbench.reports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.neuronbench.core.results.CellRecord;

/**
 * The cells as a table ({@code cells.csv}), a row each: RFC 4180, UTF-8, decimal point.
 *
 * <ul>
 *   <li>{@code final_top1} and {@code best_top1}: test accuracy in [0, 1] after the last epoch that
 *       ran, and after the best
 *   <li>{@code parameters_updated}, {@code flops_saved_percent}, {@code
 *       executed_macs_saved_percent}: means over the epochs
 *   <li>{@code *_seconds}: sums over the epochs; {@code peak_bytes}: the largest epoch
 *   <li>{@code epochs}: how many ran
 * </ul>
 *
 * <p>What was not measured is an empty field, never 0. Text fields that start with {@code =},
 * {@code +}, {@code -}, {@code @}, a tab or a carriage return get a leading apostrophe, so that a
 * spreadsheet shows them and does not run them as a formula; remove it to get the value back.
 */
public final class CellsCsv {

  private static final CsvTable<CellMeasures> TABLE =
      CsvTable.<CellMeasures>builder()
          .text("cell", row -> row.cell().cell())
          .text("status", row -> row.cell().status().id())
          .text("model", row -> row.cell().model())
          .text("dataset", row -> row.cell().dataset())
          .text("strategy", row -> row.cell().strategy())
          .text("budget", row -> row.cell().budget())
          .count("budget_parameters", row -> row.cell().budgetParameters())
          .count("seed", row -> row.cell().seed())
          .count("epochs", row -> row.cell().epochs().size())
          .decimal("final_top1", CellMeasures::finalTop1)
          .decimal("best_top1", CellMeasures::bestTop1)
          .decimal("parameters_updated", CellMeasures::parametersUpdated)
          .decimal("flops_saved_percent", CellMeasures::flopsSavedPercent)
          .decimal("executed_macs_saved_percent", CellMeasures::executedMacsSavedPercent)
          .integer("parameters_outside_budget", CellMeasures::parametersOutsideBudget)
          .decimal("train_seconds", CellMeasures::trainSeconds)
          .decimal("select_seconds", CellMeasures::selectSeconds)
          .decimal("observe_seconds", CellMeasures::observeSeconds)
          .decimal("evaluate_seconds", CellMeasures::evaluateSeconds)
          .integer("peak_bytes", CellMeasures::peakBytes)
          .text("reason", row -> row.cell().reason())
          .build();

  private CellsCsv() {}

  /**
   * Writes cells, a row each.
   *
   * @param file the CSV file, replaced
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, List<CellRecord> cells) throws IOException {
    TABLE.write(file, cells.stream().map(CellMeasures::new).toList());
  }
}
