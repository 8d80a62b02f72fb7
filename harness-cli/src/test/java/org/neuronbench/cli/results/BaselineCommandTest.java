package org.neuronbench.cli.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.cli.Outcome;
import org.neuronbench.cli.StoredCells;

class BaselineCommandTest {

  @TempDir Path folder;

  @Test
  void savesListsAndShows() {
    Path results = StoredCells.write(folder.resolve("results"), "velocity", 80, 81);
    Outcome saved = baseline("save", "v1.0", "--results", results.toString());
    assertThat(saved.code()).isZero();
    assertThat(saved.out())
        .isEqualTo("Saved 2 cells of %s as %s%n".formatted(results, folder.resolve("kept/v1.0")));
    assertThat(baseline("list").out())
        .isEqualTo(
            "v1.0                 2 cells, seeds 0 1, run 2026-01-02T00:00:00Z, Neuronbench unknown%n"
                .formatted());
    assertThat(baseline("show", "v1.0").out())
        .contains("micro on glyphs, budget 10%", "velocity", "80.50  0.71");
  }

  @Test
  void keepsRecordsOnly() throws IOException {
    Path results = StoredCells.write(folder.resolve("results"), "velocity", 80, 81);
    Files.writeString(results.resolve("cells/.writing-x"), "half");
    assertThat(Outcome.of("leaderboard", results.toString()).code()).isZero();
    baseline("save", "main", "--results", results.toString());
    try (Stream<Path> kept = Files.walk(folder.resolve("kept"))) {
      assertThat(kept.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
          .containsExactly("cell.json", "cell.json");
    }
  }

  @Test
  void doesNotReplaceUnlessForced() {
    Path results = StoredCells.write(folder.resolve("results"), "velocity", 80);
    baseline("save", "main", "--results", results.toString());
    Outcome again = baseline("save", "main", "--results", results.toString());
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("There is a baseline main already", "--force");
    assertThat(baseline("save", "main", "--results", results.toString(), "--force").code())
        .isZero();
  }

  @Test
  void saysThatThereIsNone() {
    assertThat(baseline("list").out()).contains("There is no baseline in ");
    Outcome wrong = baseline("show", "main");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("There is no baseline 'main'", "'baseline save'");
  }

  @Test
  void needsToKnowWhatToDo() {
    Outcome wrong = Outcome.of("baseline");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("Say what to do", "Usage:");
  }

  private Outcome baseline(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "baseline";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--baselines";
    all[args.length + 2] = folder.resolve("kept").toString();
    return Outcome.of(all);
  }
}
