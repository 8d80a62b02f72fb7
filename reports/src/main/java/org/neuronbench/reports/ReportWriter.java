package org.neuronbench.reports;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.EpochsCsv;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.reports.csv.CellsCsv;
import org.neuronbench.reports.csv.LeaderboardCsv;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.reports.page.LeaderboardHtml;

/** Writes the report of a result folder into it. */
public final class ReportWriter {

  private ReportWriter() {}

  /**
   * Reads every cell of a store and writes {@code cells.csv}, {@code epochs.csv}, {@code
   * leaderboard.csv} and {@code leaderboard.html} in its folder. Each file is written beside its
   * place and moved into it, so a reader never sees half of one.
   *
   * @throws InputException if the folder cannot be read or a file cannot be written
   */
  public static Report write(ResultStore store) {
    return write(store, UnaryOperator.identity());
  }

  /**
   * Writes the same report without wall times and the moment when the run started. Two runs of the
   * same cells on the same machine then give the same bytes.
   *
   * @throws InputException if the folder cannot be read or a file cannot be written
   */
  public static Report writeWithoutTimes(ResultStore store) {
    return write(store, CellRecord::withoutTimes);
  }

  private static Report write(ResultStore store, UnaryOperator<CellRecord> shown) {
    ResultStore.Contents contents = store.contents();
    List<CellRecord> cells = contents.cells().stream().map(shown).toList();
    Leaderboard leaderboard =
        Leaderboard.of(
            cells,
            contents.damaged().stream().map(d -> d.cell() + ": " + d.getMessage()).toList(),
            Metrics.STANDARD);
    Path folder = store.root();
    return new Report(
        AtomicFile.write(
            folder.resolve("cells.csv"),
            file -> CellsCsv.write(file, cells, leaderboard.metrics())),
        AtomicFile.write(
            folder.resolve("epochs.csv"),
            file -> EpochsCsv.write(file, cells, leaderboard.metrics())),
        AtomicFile.write(
            folder.resolve("leaderboard.csv"), file -> LeaderboardCsv.write(file, leaderboard)),
        AtomicFile.write(
            folder.resolve("leaderboard.html"), file -> LeaderboardHtml.write(file, leaderboard)),
        leaderboard);
  }
}
