package org.neuronbench.datasets.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.InputException;

class FileKindTest {

  private static final long HUGE = 2_300_000_000L;

  @TempDir Path folder;

  /** Zeros without an end. */
  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return 0;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        return length;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"IMAGE, '67,108,864', an image", "LIST, '16,777,216', a list"})
  void readsSoMuchAndNoMore(FileKind kind, String most, String title) {
    assertThatThrownBy(() -> kind.read("a/b", endless()))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "a/b has more than %s bytes, the most for %s. Replace or remove the file.",
            most, title);
  }

  @Test
  void readsAFileWhole() throws IOException {
    assertThat(FileKind.LIST.read("a", new ByteArrayInputStream(new byte[] {1, 2})))
        .containsExactly(1, 2);
  }

  @Test
  void refusesAHugeFileOfAFolder() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("list").toFile(), "rw")) {
      file.setLength(HUGE);
    }
    assertThatThrownBy(() -> new FolderTree(folder).bytes("list"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("list has more than 16,777,216 bytes");
  }

  /** An archive of one entry that claims to be huge, and ends where a reader must have stopped. */
  private Path archive(TarArchiveEntry entry, int megabytes) throws IOException {
    Path archive = folder.resolve("a.tgz");
    entry.setSize(HUGE);
    byte[] header = new byte[512];
    entry.writeEntryHeader(header);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      out.write(header);
      for (int i = 0; i < megabytes; i++) {
        out.write(new byte[1 << 20]);
      }
    }
    return archive;
  }

  @Test
  void refusesAHugeEntryOfAnArchive() throws IOException {
    Path archive = archive(new TarArchiveEntry("list"), 20);
    assertThatThrownBy(() -> new TarTree(archive).bytes("list"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("list has more than 16,777,216 bytes");
  }

  @Test
  void refusesAHugeNameInAnArchive() throws IOException {
    TarArchiveEntry name = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
    Path archive = archive(name, 2);
    assertThatThrownBy(() -> new TarTree(archive).files())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot be read beyond the start")
        .hasMessageContaining("the name of an entry has more than 1,048,576 bytes");
  }

  @Test
  void refusesASparseEntryOfAnArchive() throws IOException {
    Path archive = archive(new TarArchiveEntry("list", TarConstants.LF_GNUTYPE_SPARSE), 1);
    assertThatThrownBy(() -> new TarTree(archive).files())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("list is sparse; pack it without --sparse");
  }
}
