package org.neuronbench.core.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;

class DamagedResultsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "{\"status\": \"splendid\"}", "\u0000\u0001"})
  void namesADamagedCell(String text) throws IOException {
    ResultStore store = ResultStore.create(folder);
    store.write(Records.ok("a"));
    Path file = folder.resolve("cells/a/cell.json");
    Files.writeString(file, text);
    assertThatThrownBy(store::cells)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + " is damaged (")
        .hasMessageEndingWith("); delete its folder and run the experiment again")
        .message()
        .doesNotContainIgnoringCase("token", "deserialize", "JsonParser", "Enum class", "Java");
  }

  @Test
  void saysThatAFolderHoldsNoResults() {
    assertThatThrownBy(() -> ResultStore.open(folder))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "%s holds no results (no folder 'cells'); give the folder that 'neuronbench run' wrote",
            folder);
  }

  @Test
  void refusesAFileInThePlaceOfTheFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));
    assertThatThrownBy(() -> ResultStore.create(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The result folder %s cannot be ".formatted(file))
        .hasMessageContaining("give another with --out");
  }

  @Test
  void refusesAFileInThePlaceOfTheCells() throws IOException {
    Path file = Files.createFile(folder.resolve("cells"));
    assertThatThrownBy(() -> ResultStore.create(folder))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The result folder %s cannot be made: %s is a file; give another with --out",
            folder, file);
  }

  @Test
  void refusesAFolderThatCannotBeWritten() throws IOException {
    Path cells = Files.createDirectory(folder.resolve("cells"));
    assumeFalse(!cells.toFile().setWritable(false) || Files.isWritable(cells), "root may write");
    assertThatThrownBy(() -> ResultStore.create(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("give another with --out");
  }

  @Test
  void aWriteThatFailsKeepsTheCellBefore() throws IOException {
    ResultStore store = ResultStore.create(folder);
    store.write(Records.ok("a"));
    CellRecord impossible = Records.cell("a/b/c", CellStatus.OK, "");
    assertThatThrownBy(() -> store.write(impossible)).isInstanceOf(IOException.class);
    assertThat(store.cells()).containsExactly(Records.ok("a"));
    try (var files = Files.list(folder.resolve("cells"))) {
      assertThat(files).hasSize(1);
    }
  }
}
