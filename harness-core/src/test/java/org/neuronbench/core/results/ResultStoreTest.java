package org.neuronbench.core.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultStoreTest {

  @TempDir private Path folder;
  private ResultStore store;

  @BeforeEach
  void create() {
    store = ResultStore.create(folder.resolve("results/demo"));
  }

  @Test
  void returnsWhatWasWritten() throws IOException {
    CellRecord failed = Records.cell("b_2", CellStatus.BUDGET_VIOLATION, "too much");
    store.write(Records.ok("a_1"));
    store.write(failed);
    assertThat(store.find("a_1")).hasValue(Records.ok("a_1"));
    assertThat(store.find("b_2")).hasValue(failed);
  }

  @Test
  void knowsNothingOfACellThatWasNotWritten() {
    assertThat(store.find("a_1")).isEmpty();
    assertThat(store.cells()).isEmpty();
  }

  @Test
  void listsCellsById() throws IOException {
    for (String id : new String[] {"c", "a", "b"}) {
      store.write(Records.ok(id));
    }
    assertThat(store.cells()).extracting(CellRecord::cell).containsExactly("a", "b", "c");
  }

  @Test
  void replacesACellOfTheSameId() throws IOException {
    store.write(Records.cell("a", CellStatus.ERROR, "first"));
    store.write(Records.ok("a"));
    assertThat(store.cells()).containsExactly(Records.ok("a"));
  }

  @Test
  void leavesOnlyWholeCells() throws IOException {
    store.write(Records.ok("a"));
    try (var files = Files.list(store.root().resolve("cells"))) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactly("a");
    }
    assertThat(store.root().resolve("cells/a/epochs.csv")).exists();
  }

  @Test
  void ignoresWhatAnInterruptedWriteLeft() throws IOException {
    store.write(Records.ok("a"));
    Path half = Files.createDirectory(store.root().resolve("cells/.writing-123"));
    Files.writeString(half.resolve("cell.json"), "{\"schema\":");
    Files.createDirectory(store.root().resolve("cells/empty"));
    assertThat(store.cells()).extracting(CellRecord::cell).containsExactly("a");
  }

  @Test
  void opensWhatWasWrittenBefore() throws IOException {
    store.write(Records.ok("a"));
    assertThat(ResultStore.open(store.root()).cells()).containsExactly(Records.ok("a"));
    assertThat(ResultStore.create(store.root()).cells()).hasSize(1);
  }

  @Test
  void readsRecordsOfALaterVersion() throws IOException {
    store.write(Records.ok("a"));
    Path file = store.root().resolve("cells/a/cell.json");
    Files.writeString(
        file,
        Records.schema1(Files.readString(file)).replaceFirst("\\{", "{ \"later\": {\"x\": [1]},"));
    assertThat(store.find("a").map(CellRecord::epochs)).hasValue(Records.ok("a").epochs());
  }

  /** A run was killed between putting the old result aside and the new one in its place. */
  @Test
  void putsBackAResultThatAKilledRunHadSetAside() throws IOException {
    ResultStore store = ResultStore.create(folder);
    store.write(Records.ok("cell"));
    Path cells = folder.resolve("cells");
    Files.move(cells.resolve("cell"), cells.resolve(".replaced-cell"));
    Files.createDirectory(cells.resolve(".writing-cell"));
    ResultStore after = ResultStore.create(folder);
    assertThat(after.find("cell")).contains(Records.ok("cell"));
    assertThat(cells.resolve(".writing-cell")).doesNotExist();
    assertThat(cells.resolve(".replaced-cell")).doesNotExist();
  }

  @Test
  void aNewResultWinsOverOneSetAside() throws IOException {
    ResultStore store = ResultStore.create(folder);
    store.write(Records.cell("cell", CellStatus.ERROR, "old"));
    Path cells = folder.resolve("cells");
    Files.move(cells.resolve("cell"), cells.resolve(".replaced-cell"));
    store.write(Records.ok("cell"));
    assertThat(ResultStore.create(folder).find("cell")).contains(Records.ok("cell"));
    assertThat(cells.resolve(".replaced-cell")).doesNotExist();
  }

  @Test
  @SuppressWarnings("try") // the lock is held, not used
  void onlyOneMayRunACell() {
    ResultStore store = ResultStore.create(folder);
    try (CellLock held = store.lock("cell").orElseThrow()) {
      assertThat(store.lock("cell")).isEmpty();
      assertThat(store.lock("other")).isPresent();
    }
    assertThat(store.lock("cell")).isPresent();
  }

  @Test
  void clearsTheProbeOfAKilledProcess() throws IOException {
    Path probe = Files.createFile(store.root().resolve("cells/.writable"));
    ResultStore.create(store.root());
    assertThat(probe).doesNotExist();
  }
}
