package org.neuronbench.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {

  @TempDir private Path folder;

  private void write(String text) throws IOException {
    DurableFiles.write(folder.resolve("report"), file -> Files.writeString(file, text));
  }

  @Test
  void replacesAFileAndLeavesNothingElse() throws IOException {
    write("one");
    write("two");
    assertThat(folder).isDirectoryContaining("glob:**report");
    assertThat(folder.resolve("report")).hasContent("two");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void keepsTheFileWhereTheNextCannotBeWritten() throws IOException {
    write("one");
    assertThatThrownBy(
            () ->
                DurableFiles.write(
                    folder.resolve("report"),
                    file -> {
                      Files.writeString(file, "ha");
                      throw new IOException("no");
                    }))
        .hasMessage("no");
    assertThat(folder.resolve("report")).hasContent("one");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void clearsWhatAKilledProcessLeft() throws IOException {
    write("one");
    OtherProcess.writing(folder.resolve("report")).close();
    assertThat(folder.resolve("report")).hasContent("one");
    assertThat(folder.toFile().list()).hasSize(2);
    write("two");
    assertThat(folder.toFile().list()).containsExactly("report");
  }

  @Test
  void leavesALivingProcessAlone() throws IOException {
    try (OtherProcess living = OtherProcess.writing(folder.resolve("report"))) {
      assertThat(living).isNotNull();
      write("one");
      assertThat(folder.toFile().list()).hasSize(2);
    }
  }

  @Test
  void forcesTheFileAndThenItsFolder(@TempDir Path notes) throws IOException {
    assertThat(Forced.paths(notes, () -> write("one")))
        .satisfiesExactly(
            file -> assertThat(file).endsWith("report"),
            parent -> assertThat(parent).isEqualTo(folder.toString()));
  }
}
