package org.neuronbench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.ResultStore;

class BaselinesTest {

  @TempDir Path folder;
  private ResultStore results;
  private Baselines baselines;

  @BeforeEach
  void run() throws Exception {
    results = ResultStore.create(folder.resolve("results"));
    for (CellRecord cell : Grid.cells("velocity", Grid.BEFORE)) {
      results.write(cell);
    }
    baselines = new Baselines(folder.resolve("baselines"));
  }

  @Test
  void keepsTheRecordsAndNothingElse() throws Exception {
    Files.writeString(results.root().resolve("leaderboard.html"), "big");
    Path saved = baselines.save("main", results, false);
    assertThat(saved).isEqualTo(folder.resolve("baselines/main"));
    assertThat(baselines.names()).containsExactly("main");
    assertThat(baselines.open("main").cells()).isEqualTo(results.cells());
    try (Stream<Path> files = Files.list(saved)) {
      assertThat(files).containsExactly(saved.resolve("cells"));
    }
  }

  @Test
  void doesNotReplaceUnlessForced() throws Exception {
    baselines.save("main", results, false);
    results.write(Grid.cells("random", 50).get(0));
    assertThatThrownBy(() -> baselines.save("main", results, false))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "There is a baseline main already (%s); give another name, or --force to replace it"
                .formatted(folder.resolve("baselines/main")));
    assertThat(baselines.open("main").cells()).hasSize(5);
    baselines.save("main", results, true);
    assertThat(baselines.open("main").cells()).hasSize(6);
    try (Stream<Path> files = Files.list(folder.resolve("baselines"))) {
      assertThat(files).as("nothing is left over").hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".hidden", "../up", "a/b", "with blank", "ä"})
  void refusesNamesThatAreNoFolder(String name) {
    assertThatThrownBy(() -> baselines.save(name, results, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'%s'".formatted(name));
  }

  @Test
  void refusesEmptyResults() {
    ResultStore empty = ResultStore.create(folder.resolve("empty"));
    assertThatThrownBy(() -> baselines.save("main", empty, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds no cell");
    assertThat(baselines.names()).isEmpty();
  }

  @Test
  void namesTheBaselinesThereAre() {
    baselines.save("main", results, false);
    assertThatThrownBy(() -> baselines.open("mian"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "There is no baseline 'mian' in %s, expected one of main"
                .formatted(folder.resolve("baselines")));
    assertThat(new Baselines(folder.resolve("none")).names()).isEqualTo(List.of());
  }
}
