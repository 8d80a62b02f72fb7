package org.neuronbench.datasets.cifar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.datasets.Archives;
import org.neuronbench.datasets.Fuzzing;
import org.neuronbench.datasets.Requests;
import org.neuronbench.datasets.memory.DecodeQueue;
import org.neuronbench.datasets.memory.DecodedStore;

class CifarFuzzTest {

  /** The file itself, its pixels resized, and the buffers of an archive. */
  private static final long MOST_ALLOCATED = 40L << 20;

  @TempDir Path folder;

  @Test
  void onlyTheProjectsExceptionsComeOutOfDamagedBatches() {
    new Fuzzing(MiniCifar.cifar10(3, 0, 9), MOST_ALLOCATED).run(CifarFuzzTest::readBatch);
  }

  private static void readBatch(byte[] bytes) {
    Map<String, byte[]> files = MiniCifar.files("");
    files.put("data_batch_1.bin", bytes);
    CifarSource.cifar10(DecodedStore.inMemory())
        .read(
            new MemoryTree(files),
            Requests.whole("cifar10", Path.of("/cifar"), 32),
            DecodeQueue.ignoring());
  }

  @Test
  void onlyTheProjectsExceptionsComeOutOfDamagedArchives() throws IOException {
    Path good = Archives.tar(folder.resolve("good.tar"), MiniCifar.files("cifar-10-batches-bin/"));
    new Fuzzing(Files.readAllBytes(good), MOST_ALLOCATED)
        .runSome(bytes -> open(write("fuzzed.tar", bytes)));
  }

  private Path write(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void open(Path root) {
    CifarSource.cifar10(DecodedStore.inMemory()).open(Requests.whole("cifar10", root, 32));
  }
}
