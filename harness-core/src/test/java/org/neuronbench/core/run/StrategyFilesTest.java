package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.InputException;
import org.neuronbench.core.experiment.Experiment.Source;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;

/** A strategy is given the text of a file that the experiment names. */
class StrategyFilesTest {

  @TempDir private Path folder;
  private final FakeBench bench = new FakeBench();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    bench.source = new Source(folder, Map.of());
    file = Files.writeString(folder.resolve("ranking.txt"), "3\n7\n");
  }

  private CellSpec cell(Map<String, String> parameters) {
    return bench.plan(List.of(new StrategyEntry("reading", parameters))).cells().get(0);
  }

  private CellSpec cell() {
    return cell(Map.of("ranking", "ranking.txt"));
  }

  private CellRecord run(CellSpec cell) {
    return bench.trials().run(cell, Trials.Watch.NONE).record();
  }

  private String refusal(String path) {
    return String.format(
        "strategies: ranking of reading is %s, which cannot be read (%%s); give the path of a file,"
            + " relative to the experiment",
        folder.resolve(path));
  }

  @Test
  void theStrategyReadsItsText() {
    CellRecord record = run(cell());
    assertThat(record.status()).isEqualTo(CellStatus.OK);
    assertThat(record.strategy()).isEqualTo("reading ranking=ranking.txt");
    assertThat(bench.engine.selections).allMatch(s -> s.neurons().sum() == 10 && s.size() == 2);
  }

  @Test
  void withoutAFileTheTextIsEmpty() {
    assertThat(run(cell(Map.of())).status()).isEqualTo(CellStatus.OK);
    assertThat(bench.engine.selections).allMatch(s -> s.size() == 0);
    assertThat(cell(Map.of()).identity()).doesNotContainKey("strategy-files");
  }

  @Test
  void itsHashIsPartOfTheCell() throws IOException {
    CellSpec before = cell();
    assertThat(before.identity().get("strategy-files"))
        .isEqualTo(Map.of("ranking", Hashes.of("3\n7\n")));
    assertThat(cell().id()).isEqualTo(before.id());
    Files.writeString(file, "3\n8\n");
    assertThat(cell().id()).isNotEqualTo(before.id());
    assertThat(cell().settings()).isEqualTo(before.settings());
  }

  @Test
  void aFileThatWasChangedSinceIsRefused() throws IOException {
    CellSpec planned = cell();
    Files.writeString(file, "3\n8\n");
    CellRecord record = run(planned);
    assertThat(record.status()).isEqualTo(CellStatus.ERROR);
    assertThat(record.reason())
        .isEqualTo(
            "ranking of reading, ranking.txt, was changed since the cell was planned; plan it anew");
  }

  @Test
  void aFileThatWentIsRefused() throws IOException {
    CellSpec planned = cell();
    Files.delete(file);
    assertThat(run(planned).reason())
        .isEqualTo(refusal("ranking.txt"), "java.nio.file.NoSuchFileException: " + file);
    assertThatThrownBy(this::cell)
        .isInstanceOf(InputException.class)
        .hasMessage(refusal("ranking.txt"), "java.nio.file.NoSuchFileException: " + file);
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength((16 << 20) + 1);
    }
    assertThatThrownBy(this::cell)
        .isInstanceOf(InputException.class)
        .hasMessage(refusal("ranking.txt"), "java.io.IOException: it has more than 16777216 bytes");
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(this::cell)
        .isInstanceOf(InputException.class)
        .hasMessage(
            refusal("ranking.txt"), "java.nio.charset.MalformedInputException: Input length = 1");
  }
}
