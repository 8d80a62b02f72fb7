package org.neuronbench.reports;

import java.nio.file.Path;
import java.util.List;
import org.neuronbench.core.InputException;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.EpochsCsv;
import org.neuronbench.core.results.ResultStore;

/** Writes the report of a result folder into it. */
public final class ReportWriter {

  private ReportWriter() {}

  /**
   * Reads every cell of a store and writes {@code cells.csv}, {@code epochs.csv}, {@code
   * leaderboard.csv} and {@code leaderboard.html} in its folder. Each file is written beside its
   * place and moved into it, so a reader never sees half of one.
   *
   * @param store the results
   * @return the files and what they show
   * @throws InputException if a cell cannot be read or a file cannot be written
   */
  public static Report write(ResultStore store) {
    return write(store.root(), store.cells());
  }

  /**
   * Writes the same report without wall times and the moment when the run started. Two runs of the
   * same cells on the same machine then give the same bytes.
   *
   * @param store the results
   * @return the files and what they show
   * @throws InputException if a cell cannot be read or a file cannot be written
   */
  public static Report writeWithoutTimes(ResultStore store) {
    return write(store.root(), store.cells().stream().map(CellRecord::withoutTimes).toList());
  }

  private static Report write(Path folder, List<CellRecord> cells) {
    Leaderboard leaderboard = Leaderboard.of(cells);
    return new Report(
        AtomicFile.write(folder.resolve("cells.csv"), file -> CellsCsv.write(file, cells)),
        AtomicFile.write(folder.resolve("epochs.csv"), file -> EpochsCsv.write(file, cells)),
        AtomicFile.write(
            folder.resolve("leaderboard.csv"), file -> LeaderboardCsv.write(file, leaderboard)),
        AtomicFile.write(
            folder.resolve("leaderboard.html"), file -> LeaderboardHtml.write(file, leaderboard)),
        leaderboard);
  }
}
