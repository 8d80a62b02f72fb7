package org.neuronbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.neuronbench.core.plugins.PluginOrigin;
import org.neuronbench.core.plugins.PluginText;
import org.neuronbench.core.plugins.Rejection;
import org.neuronbench.core.plugins.SpiVersion;
import org.neuronbench.core.strategies.StrategyInfo;
import org.neuronbench.core.strategies.StrategyRegistry;

/** The strategies at hand and those that were not loaded, for people and for programs. */
final class StrategyTable {

  private static final int SHORT_HASH = 12;

  private final StrategyRegistry strategies;

  StrategyTable(StrategyRegistry strategies) {
    this.strategies = strategies;
  }

  void print(PrintWriter out, boolean wide) {
    rows(wide).forEach(out::println);
    out.printf(
        "%nThe SPI here is %s. What one does: ./neuronbench strategies describe ID%n",
        SpiVersion.current());
    if (!strategies.rejections().isEmpty()) {
      out.printf("%nNot loaded:%n");
    }
    for (Rejection rejection : strategies.rejections()) {
      out.println("  " + rejection.line());
    }
  }

  private List<String> rows(boolean wide) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("ID", "VERSION", "SPI", "SHA-256", wide ? "PATH" : "JAR"));
    for (StrategyInfo info : strategies.strategies()) {
      PluginOrigin origin = info.origin();
      cells.add(
          List.of(
              info.id(),
              origin.version(),
              origin.spiVersion(),
              wide ? origin.hash() : origin.hash().substring(0, SHORT_HASH),
              wide ? origin.place() : origin.name()));
    }
    return cells.stream().map(row -> aligned(row, cells)).toList();
  }

  private static String aligned(List<String> row, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
      line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }

  /** Prints a row for each strategy, and one with the reason for each that was not loaded. */
  void printCsv(PrintWriter out) {
    try {
      CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
      csv.printRecord(
          "id", "version", "spi", "sha256", "path", "description", "not_loaded_because");
      for (StrategyInfo info : strategies.strategies()) {
        PluginOrigin origin = info.origin();
        csv.printRecord(
            info.id(),
            origin.version(),
            origin.spiVersion(),
            origin.hash(),
            origin.place(),
            info.description(),
            null);
      }
      for (Rejection rejection : strategies.rejections()) {
        csv.printRecord(
            rejection.id().orElse(null),
            null,
            null,
            null,
            PluginText.line(rejection.path().toString()),
            null,
            rejection.reason());
      }
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
