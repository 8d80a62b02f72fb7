package org.neuronbench.core.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;

class DamagedResultsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "{\"status\": \"splendid\"}", "\u0000\u0001"})
  void leavesOutADamagedCellByName(String text) throws IOException {
    ResultStore store = ResultStore.create(folder);
    store.write(Records.ok("a"));
    store.write(Records.ok("b"));
    Path file = folder.resolve("cells/a/cell.json");
    Files.writeString(file, text);
    assertThat(store.contents().cells()).containsExactly(Records.ok("b"));
    assertThat(store.contents().damaged())
        .singleElement()
        .satisfies(damaged -> assertThat(damaged.line()).startsWith(file + ": "));
    assertThat(store.find("a")).isEmpty();
  }

  /** Every byte of a record counts: whatever is flipped is noticed. */
  @Test
  void noticesEveryFlippedByte() throws IOException {
    ResultStore store = ResultStore.create(folder);
    store.write(Records.ok("a"));
    Path file = folder.resolve("cells/a/cell.json");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      for (int bit : new int[] {1, 2, 32}) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) bit;
        Files.write(file, flipped);
        assertThat(store.contents().cells()).as("byte %d, bit %d", at, bit).isEmpty();
      }
    }
    Files.write(file, whole);
    assertThat(store.cells()).containsExactly(Records.ok("a"));
  }

  @Test
  void aCopiedFolderIsNotCountedTwice() throws IOException {
    ResultStore store = ResultStore.create(folder);
    store.write(Records.ok("a"));
    Files.createDirectory(folder.resolve("cells/copy"));
    Files.copy(folder.resolve("cells/a/cell.json"), folder.resolve("cells/copy/cell.json"));
    assertThat(store.contents().cells()).containsExactly(Records.ok("a"));
    assertThat(store.contents().damaged())
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
        .hasMessage("it belongs to cell a, not to its folder");
  }

  /** What is no file, or empty, is named like any other damage. */
  @Test
  void namesWhatIsNoFile() throws IOException {
    ResultStore store = ResultStore.create(folder);
    store.write(Records.ok("a"));
    Files.createDirectories(folder.resolve("cells/b/cell.json"));
    Files.createDirectories(folder.resolve("cells/c"));
    assertThat(store.contents().cells()).containsExactly(Records.ok("a"));
    assertThat(store.contents().damaged()).extracting(DamagedCell::cell).containsExactly("b", "c");
  }

  /** What a newer version wrote is good: it must not be replaced. */
  @Test
  void aNewerRecordEndsTheRun() throws IOException {
    ResultStore store = ResultStore.create(folder);
    store.write(Records.ok("a"));
    Path file = folder.resolve("cells/a/cell.json");
    Files.writeString(file, Files.readString(file).replace("\"schema\" : 3", "\"schema\" : 7"));
    assertThatThrownBy(() -> store.find("a"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "was written by a newer Neuronbench (schema 7, this one reads up to 3)");
  }

  /** As a hand could write it, without a hash: schema 1. What lies must not pass. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"testTop1\" : 0.75,||epoch 1: key 'testTop1' is missing",
        "\"testTop1\" : 0.75|\"testTop1\" : \"NaN\"|epoch 1: key 'testTop1' is missing",
        "\"testTop1\" : 0.75|\"testTop1\" : null|epoch 1: key 'testTop1' is missing",
        "\"epoch\" : 1,|\"epoch\" : 3,|epoch 1: it says it is epoch 3",
        "\"trainSeconds\" : 2.0|\"trainSeconds\" : 1e300|epoch 0: trainSeconds is 1.0E300, not within 0 to",
        "\"selectedPerLayer\" : [ 4, 6 ]|\"selectedPerLayer\" : [ 4, 600 ]|it selects 600 of 12",
        "\"selectedPerLayer\" : [ 4, 6 ]|\"selectedPerLayer\" : [ 10 ]|it selects from 1 layers of 2",
        "\"neuronsUpdated\" : 10|\"neuronsUpdated\" : 11|11 neurons of 190 parameters, by layer 10",
        "\"schema\" : 1|\"schema\" : -3|its schema is -3",
        "\"schema\" : 1|\"schema\" : 1.5|its schema is 1.5",
        "\"schema\" : 1|\"schema\" : \"1\"|its schema is \"1\"",
        "\"seed\" : 42|\"seed\" : 42, \"seed\" : 43|it has the key 'seed' twice",
        "\"seed\" : 42,||'seed' is missing",
        "\"seed\" : 42|\"seed\" : 42.5|'seed' is missing or of another kind",
        "\"model\" : \"micro\"|\"model\" : null|one of its texts is null",
        "\"layers\" : [ \"conv1\", \"conv2\" ],||is missing",
        "\"images\" : 4|\"images\" : 0|answers' is missing or of another kind",
        "\"executedMacsSavedPercent\" : 12.5|\"executedMacsSavedPercent\" : -1e999|executedMacsSavedPercent is -Infinity, not within",
      })
  void refusesWhatDoesNotFitTogether(String from, @Nullable String to, String reason)
      throws IOException {
    ResultStore store = ResultStore.create(folder);
    store.write(Records.ok("a"));
    Path file = folder.resolve("cells/a/cell.json");
    String unsigned = Records.schema1(Files.readString(file));
    assertThat(unsigned).contains(from);
    Files.writeString(file, unsigned);
    assertThat(store.contents().damaged()).isEmpty();
    Files.writeString(file, unsigned.replace(from, to == null ? "" : to));
    assertThat(store.contents().damaged())
        .singleElement()
        .satisfies(damaged -> assertThat(damaged.line()).contains(reason));
  }

  @Test
  void refusesTextBehindTheRecord() throws IOException {
    ResultStore store = ResultStore.create(folder);
    store.write(Records.ok("a"));
    Files.writeString(
        folder.resolve("cells/a/cell.json"), "{}", java.nio.file.StandardOpenOption.APPEND);
    assertThat(store.contents().cells()).isEmpty();
  }

  @Test
  void refusesAnswersThatAreNotTheAccuracy() throws IOException {
    ResultStore store = ResultStore.create(folder);
    store.write(Records.cell("a", CellStatus.OK, "", Records.epoch(0, 0.5, null, null)));
    Path file = folder.resolve("cells/a/cell.json");
    String text = Records.schema1(Files.readString(file));
    Files.writeString(file, text.replace("\"images\" : 4", "\"images\" : 5"));
    assertThat(store.contents().damaged())
        .singleElement()
        .satisfies(damaged -> assertThat(damaged.line()).contains("right for 0.4 of the images"));
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
