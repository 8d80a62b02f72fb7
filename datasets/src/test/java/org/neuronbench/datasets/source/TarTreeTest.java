package org.neuronbench.datasets.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;
import org.neuronbench.datasets.Archives;
import org.neuronbench.spi.RandomStream;

class TarTreeTest {

  @TempDir private Path folder;

  @Test
  void listsSortedWithoutHiddenFiles() throws IOException {
    Path tar = Archives.tar(folder.resolve("a.tar"), files("./b/2", "a/1", "a/._1", ".git/x"));
    assertThat(new TarTree(tar).files())
        .containsExactly(new TreeFile("a/1", 3), new TreeFile("b/2", 5));
  }

  @Test
  void readsWhatIsAskedFor() throws IOException {
    Path tar = Archives.tarGz(folder.resolve("a.tgz"), files("b", "a", "c"));
    Map<String, String> found = new TreeMap<>();
    new TarTree(tar)
        .read(
            Set.of("a", "c"),
            (path, content) -> found.put(path, new String(content.readAllBytes(), UTF_8)));
    assertThat(found).isEqualTo(Map.of("a", "a", "c", "c"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9, 0.999})
  void refusesATruncatedGzip(double share) throws IOException {
    byte[] whole = Files.readAllBytes(noisyArchive());
    Path cut = folder.resolve("cut.tar.gz");
    Files.write(cut, Arrays.copyOf(whole, (int) (whole.length * share)));
    assertThatThrownBy(() -> new TarTree(cut).files())
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("Archive " + cut, "cannot be read beyond", "download");
  }

  @Test
  void refusesAGzipWithAChangedByte() throws IOException {
    Path archive = noisyArchive();
    byte[] bytes = Files.readAllBytes(archive);
    bytes[bytes.length / 2] ^= 1;
    Files.write(archive, bytes);
    assertThatThrownBy(() -> new TarTree(archive).files())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Archive " + archive);
  }

  @Test
  void refusesATruncatedTar() throws IOException {
    Path tar = Archives.tar(folder.resolve("a.tar"), Map.of("a", new byte[5000]));
    Files.write(tar, Arrays.copyOf(Files.readAllBytes(tar), 3000));
    assertThatThrownBy(() -> new TarTree(tar).files())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot be read beyond a");
  }

  @Test
  void refusesWhatIsNoArchive() throws IOException {
    Path text = folder.resolve("notes.txt");
    Files.writeString(text, "no archive ".repeat(200));
    assertThatThrownBy(() -> new TarTree(text).files())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("A complete .tar or .tar.gz was expected");
  }

  private Path noisyArchive() throws IOException {
    RandomStream random = new RandomStream(1);
    byte[] noise = new byte[20_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) random.nextInt(256);
    }
    return Archives.tarGz(folder.resolve("noise.tar.gz"), Map.of("noise.bin", noise));
  }

  private static Map<String, byte[]> files(String... names) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : names) {
      files.put(name, name.getBytes(UTF_8));
    }
    return files;
  }
}
