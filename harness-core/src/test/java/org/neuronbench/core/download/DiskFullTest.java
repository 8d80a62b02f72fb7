package org.neuronbench.core.download;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.InputException;

class DiskFullTest {

  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;

  @Test
  void isNamedWithTheFileAndWhatToDo() throws IOException {
    assumeTrue(Files.exists(FULL), "only Linux has /dev/full");
    Files.createSymbolicLink(folder.resolve("file.bin.part"), FULL);
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.whole(new byte[5000]))) {
      URI url = server.url("a");
      PublishedFile file =
          new PublishedFile("file.bin", List.of(url), Optional.empty(), OptionalLong.empty());
      Downloader downloader = new Downloader(DownloadSettings.DEFAULT, m -> {}, path -> 1L << 40);
      assertThatThrownBy(
              () -> downloader.fetch(file, folder.resolve("file.bin"), DownloadListener.SILENT))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("Cannot write")
          .hasMessageContaining("file.bin.part: No space left on device");
    }
  }
}
