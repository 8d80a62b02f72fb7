package org.neuronbench.core.results;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The epochs of one or more cells as a table; a missing measurement is an empty field, and no text
 * starts a formula.
 */
public final class EpochsCsv {

  private EpochsCsv() {}

  static void write(Path file, CellRecord cell) throws IOException {
    write(file, List.of(cell), Metrics.STANDARD);
  }

  /**
   * Writes the epochs of cells, a row each.
   *
   * @param file the CSV file, replaced
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, List<CellRecord> cells, Metrics measured) throws IOException {
    List<Metric> metrics = measured.of(cells).ofEpochs();
    List<String> measures = measures(cells);
    Stream<String> names =
        Stream.of(
                Stream.of("cell", "epoch"),
                metrics.stream().map(Metric::epochColumn),
                measures.stream(),
                Stream.of("selected_per_layer"))
            .flatMap(Function.identity());
    try (BufferedWriter out = Files.newBufferedWriter(file);
        CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180)) {
      csv.printRecord(names);
      for (CellRecord cell : cells) {
        for (EpochRecord epoch : cell.epochs()) {
          csv.print(SpreadsheetText.guard(cell.cell()));
          csv.print(epoch.epoch());
          for (Metric metric : metrics) {
            csv.print(epoch.values().get(metric.key()));
          }
          for (String measure : measures) {
            csv.print(epoch.values().get(measure));
          }
          csv.print(
              epoch.selectedPerLayer().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(" ")));
          csv.println();
        }
      }
    }
  }

  /** What methods measured, under names that only they know. */
  private static List<String> measures(List<CellRecord> cells) {
    return cells.stream()
        .flatMap(cell -> cell.epochs().stream())
        .flatMap(epoch -> epoch.values().keySet().stream())
        .filter(key -> key.startsWith(EpochRecord.MEASURE))
        .distinct()
        .sorted()
        .toList();
  }
}
