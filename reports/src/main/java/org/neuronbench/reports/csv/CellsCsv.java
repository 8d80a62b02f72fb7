package org.neuronbench.reports.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.spi.CostModel;

/**
 * The cells as a table ({@code cells.csv}), a row each: RFC 4180, UTF-8, decimal point.
 *
 * <ul>
 *   <li>{@code budget_parameters}: the bound of a budget of parameters; of any budget {@code
 *       budget_limit} and {@code network_cost} say what {@code cost_model} counts
 *   <li>{@code oracle_signals}: ids of signals that no budget would allow, separated by blanks
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

  private static CsvTable<CellRecord> table(Metrics metrics) {
    CsvTable.Builder<CellRecord> table =
        CsvTable.<CellRecord>builder()
            .text("cell", CellRecord::cell)
            .text("status", cell -> cell.status().id())
            .text("model", CellRecord::model)
            .text("dataset", CellRecord::dataset)
            .text("strategy", CellRecord::strategy)
            .text("method", CellRecord::method)
            .text("budget", CellRecord::budget)
            .integer("budget_parameters", CellsCsv::budgetParameters)
            .text("cost_model", CellRecord::costModel)
            .count("budget_limit", CellRecord::budgetLimit)
            .count("network_cost", CellRecord::networkCost)
            .text("unit", CellRecord::unit)
            .text("oracle_signals", cell -> String.join(" ", cell.oracles()))
            .count("seed", CellRecord::seed)
            .count("epochs", cell -> cell.epochs().size());
    CsvTable.lastly(metrics.ofCells(), Metrics.PEAK_BYTES)
        .forEach(metric -> table.decimal(metric.column(), metric::of));
    return table.text("reason", CellRecord::reason).build();
  }

  private CellsCsv() {}

  private static OptionalLong budgetParameters(CellRecord cell) {
    return cell.costModel().equals(CostModel.WEIGHTS.toString())
        ? OptionalLong.of(cell.budgetLimit())
        : OptionalLong.empty();
  }

  /**
   * Writes cells, a row each.
   *
   * @param file the CSV file, replaced
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, List<CellRecord> cells, Metrics metrics) throws IOException {
    table(metrics.of(cells)).write(file, cells);
  }
}
