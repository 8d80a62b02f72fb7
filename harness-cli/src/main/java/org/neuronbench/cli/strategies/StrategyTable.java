package org.neuronbench.cli.strategies;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.PluginDetails;
import org.neuronbench.core.plugins.PluginOrigin;
import org.neuronbench.core.plugins.PluginText;
import org.neuronbench.core.plugins.Rejection;
import org.neuronbench.core.plugins.SpiVersion;
import org.neuronbench.core.strategies.StrategyInfo;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.reports.text.Escape;
import org.neuronbench.reports.text.TextStyle;
import org.neuronbench.reports.text.TextStyle.Tone;
import org.neuronbench.reports.text.TextTable;

/** The strategies at hand and those that were not loaded, for people and for programs. */
final class StrategyTable {

  private static final int SHORT_HASH = 12;
  private static final String INDENT = "    ";

  /** The hash first, the version last. */
  private static final List<Integer> EXPENDABLE = List.of(3, 2, 4, 1);

  private final StrategyRegistry strategies;

  StrategyTable(StrategyRegistry strategies) {
    this.strategies = strategies;
  }

  void print(PrintWriter out, boolean wide, Terminal terminal) {
    rows(wide, terminal).forEach(out::println);
    out.printf(
        Locale.ROOT,
        "%nThe SPI here is %s. What one does: ./neuronbench strategies describe ID%n",
        SpiVersion.current());
    PluginDetails.printRejected(out, strategies);
  }

  /** Whole hashes and paths are for copying, and pipes for programs: nothing is shortened there. */
  private List<String> rows(boolean wide, Terminal terminal) {
    TextStyle style = terminal.style();
    List<StrategyInfo> infos = List.copyOf(strategies.strategies());
    TextTable table =
        new TextTable(
            Set.of(0, 1, 2, 3, 4),
            List.of("ID", "VERSION", "SPI", "SHA-256", wide ? "PATH" : "JAR"));
    infos.forEach(info -> table.row(cells(info, wide)));
    List<String> rows =
        wide || !terminal.able() ? table.lines() : table.fit(style, 0, EXPENDABLE).lines();
    List<String> lines = new ArrayList<>(rows.subList(0, 1));
    for (int i = 0; i < infos.size(); i++) {
      lines.add(rows.get(i + 1));
      if (infos.get(i).description().isBlank()) {
        continue;
      }
      style
          .wrap(INDENT + Escape.terminal(infos.get(i).description()), INDENT)
          .forEach(line -> lines.add(style.paint(Tone.FAINT, line)));
    }
    return lines;
  }

  private static List<String> cells(StrategyInfo info, boolean wide) {
    PluginOrigin origin = info.origin();
    return Stream.of(
            info.id(),
            origin.version(),
            origin.spiVersion(),
            wide ? origin.hash() : origin.hash().substring(0, SHORT_HASH),
            wide ? origin.place() : origin.name())
        .map(Escape::terminal)
        .toList();
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
