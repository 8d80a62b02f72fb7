package org.neuronbench.datasets.cifar;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;
import org.neuronbench.datasets.Archives;
import org.neuronbench.datasets.Requests;
import org.neuronbench.datasets.memory.DecodedStore;

class DamagedCifarTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3072, 3074, 9218})
  void refusesAFileOfAnotherLength(int length) throws IOException {
    Map<String, byte[]> files = MiniCifar.files("");
    files.put("data_batch_1.bin", new byte[length]);
    assertRefused(
        Archives.folder(folder, files),
        "cifar10",
        "data_batch_1.bin",
        "%,d bytes".formatted(length),
        "3,073 bytes of a record",
        "download it again");
  }

  @Test
  void refusesALabelOutOfRange() throws IOException {
    Map<String, byte[]> files = MiniCifar.files("");
    files.put("test_batch.bin", MiniCifar.cifar10(1, 10));
    assertRefused(
        Archives.folder(folder, files),
        "record 1 of test_batch.bin has label 10, allowed are 0 to 9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data_batch_1.bin", "test_batch.bin"})
  void namesAMissingFile(String name) throws IOException {
    Map<String, byte[]> files = MiniCifar.files("");
    files.remove(name);
    assertRefused(
        Archives.folder(folder, files),
        "holds neither %s nor cifar-10-batches-bin/%s".formatted(name, name),
        "it holds data_batch",
        "Set `root`");
  }

  @Test
  void saysThatAFolderIsEmpty() {
    assertRefused(folder, "it holds no files");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.6, 0.98})
  void refusesATruncatedArchive(double share) throws IOException {
    Path archive = Archives.tarGz(folder.resolve("a.tar.gz"), MiniCifar.files(""));
    byte[] whole = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(whole, (int) (whole.length * share)));
    assertRefused(archive, "Archive " + archive, "cannot be read beyond", "download");
  }

  private static void assertRefused(Path root, String... parts) {
    assertThatThrownBy(
            () ->
                CifarSource.cifar10(DecodedStore.inMemory())
                    .open(Requests.whole("cifar10", root, 32)))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(parts);
  }
}
