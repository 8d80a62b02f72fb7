package org.neuronbench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.InputException;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.reports.csv.CsvFiles;
import org.neuronbench.reports.text.LeaderboardText;
import org.neuronbench.reports.text.TextStyle;

class ReportWriterTest {

  @TempDir Path folder;
  private ResultStore store;

  @BeforeEach
  void fillStore() throws IOException {
    store = ResultStore.create(folder);
    for (CellRecord cell : Samples.grid()) {
      store.write(cell);
    }
  }

  @Test
  void writesFourFilesAndNothingElse() throws IOException {
    Report report = ReportWriter.write(store);
    assertThat(files())
        .containsExactly("cells", "cells.csv", "epochs.csv", "leaderboard.csv", "leaderboard.html");
    assertThat(CsvFiles.rows(report.cells())).hasSameSizeAs(report.leaderboard().cells());
    assertThat(report.page()).isEqualTo(folder.resolve("leaderboard.html"));
  }

  @Test
  void replacesAnEarlierReportByTheSame() throws IOException {
    String first = Files.readString(ReportWriter.write(store).page());
    assertThat(Files.readString(ReportWriter.write(store).page())).isEqualTo(first);
  }

  /** Another run of the same cells took other times and began at another moment. */
  @Test
  void givesTheSameBytesForTwoRunsIfTimesAreLeftOut(@TempDir Path other) throws IOException {
    ResultStore again = ResultStore.create(other);
    List<CellRecord> cells = new ArrayList<>(Samples.grid());
    Collections.reverse(cells);
    for (CellRecord cell : cells) {
      again.write(Samples.runAgain(cell));
    }
    ReportWriter.writeWithoutTimes(store);
    ReportWriter.writeWithoutTimes(again);
    for (String file : List.of("cells.csv", "epochs.csv", "leaderboard.csv", "leaderboard.html")) {
      assertThat(other.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
    }
    ReportWriter.write(again);
    assertThat(Files.mismatch(other.resolve("cells.csv"), folder.resolve("cells.csv")))
        .isNotNegative();
  }

  @Test
  void saysWhichFileCannotBeWritten() throws IOException {
    Files.createDirectories(folder.resolve("leaderboard.html").resolve("occupied"));
    assertThatThrownBy(() -> ReportWriter.write(store))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("leaderboard.html cannot be written")
        .hasMessageEndingWith("make its folder writable or give another");
  }

  @Test
  void leavesNoTemporaryFileAfterFailure() throws IOException {
    Files.createDirectories(folder.resolve("leaderboard.html").resolve("occupied"));
    assertThatThrownBy(() -> ReportWriter.write(store)).isInstanceOf(InputException.class);
    assertThat(files()).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void reportsAnEmptyStore(@TempDir Path empty) {
    Report report = ReportWriter.write(ResultStore.create(empty));
    assertThat(report.page()).content().contains("There are no cells yet.");
    assertThat(LeaderboardText.render(report.leaderboard(), TextStyle.PLAIN))
        .isEqualTo("There are no cells yet.\n");
  }

  private Stream<String> files() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @Test
  void forcesEachFileToTheDisk(@TempDir Path notes) throws IOException {
    assertThat(Forced.paths(notes, () -> ReportWriter.write(store)))
        .extracting(path -> Path.of(path).getFileName().toString())
        .contains("cells.csv", "epochs.csv", "leaderboard.csv", "leaderboard.html");
  }

  @Test
  void clearsWhatAKilledRunLeft() throws IOException {
    Path left = Files.createDirectory(folder.resolve(".neuronbench-1"));
    Files.writeString(left.resolve("leaderboard.html"), "ha");
    Files.createFile(left.resolve("lock"));
    ReportWriter.write(store);
    assertThat(files()).noneMatch(name -> name.startsWith("."));
  }
}
