package org.neuronbench.cli.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.cli.Outcome;
import org.neuronbench.cli.StoredCells;

class ResultsCommandTest {

  @TempDir private Path folder;
  private Path results;

  @BeforeEach
  void write() {
    results = StoredCells.write(folder.resolve("results"), "velocity", 80, 81, 79.5);
  }

  private Path damageOne() throws IOException {
    try (Stream<Path> cells = Files.list(results.resolve("cells"))) {
      Path file = cells.sorted().findFirst().orElseThrow().resolve("cell.json");
      Files.writeString(file, Files.readString(file).replace("velocity", "velocitx"));
      return file;
    }
  }

  @Test
  void wholeRecordsAreDone() {
    Outcome verified = Outcome.of("results", "verify", results.toString());
    assertThat(verified.out()).isEqualTo("Every record is whole: 3.\n");
    assertThat(verified.code()).isZero();
  }

  @Test
  void aChangedRecordIsNamed() throws IOException {
    Path file = damageOne();
    Outcome verified = Outcome.of("results", "verify", results.toString());
    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.out())
        .contains(
            "damaged  " + file + ": it was changed after it was written (its hash does not fit)")
        .contains("1 of 3 records are damaged");
  }

  /** Else a committed baseline would lack a seed, and nobody know. */
  @Test
  void noBaselineIsMadeOfDamagedResults() throws IOException {
    damageOne();
    Outcome saved =
        Outcome.of(
            "baseline",
            "save",
            "main",
            "--results",
            results.toString(),
            "--baselines",
            folder.resolve("baselines").toString());
    assertThat(saved.code()).isEqualTo(2);
    assertThat(saved.err()).contains("its hash does not fit").contains("and 1 in all");
  }

  /** One damaged folder must not keep every report away, nor be left out in silence. */
  @Test
  void reportsGoOnWithoutItAndSaySo() throws IOException {
    damageOne();
    Outcome board = Outcome.of("leaderboard", results.toString());
    assertThat(board.code()).isZero();
    assertThat(board.out())
        .contains("velocity")
        .contains("2/2")
        .contains("Left out, because it is damaged: micro_glyphs_velocity");
    assertThat(Files.readString(results.resolve("leaderboard.html")))
        .contains("Left out, because it is damaged: ");
    assertThat(Files.readAllLines(results.resolve("cells.csv"))).hasSize(1 + 2);
  }
}
