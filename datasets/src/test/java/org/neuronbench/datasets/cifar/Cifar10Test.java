package org.neuronbench.datasets.cifar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.datasets.Archives;
import org.neuronbench.datasets.Requests;
import org.neuronbench.datasets.memory.DecodedStore;

class Cifar10Test {

  @TempDir private Path folder;

  @Test
  void readsBatchesInOrder() throws IOException {
    Dataset data = open(Archives.folder(folder, MiniCifar.files("")));
    assertThat(labels(data.train())).containsExactly(3, 0, 9, 5);
    assertThat(labels(data.test())).containsExactly(7, 8);
  }

  @Test
  void interleavesThePlanes() throws IOException {
    Dataset data = open(Archives.folder(folder, MiniCifar.files("")));
    assertThat(Requests.pixel(data.train(), 2, 31, 0)).containsExactly(9, 100, 200);
  }

  @Test
  void findsTheUsualSubFolder() throws IOException {
    Dataset data = open(Archives.folder(folder, MiniCifar.files("cifar-10-batches-bin/")));
    assertThat(data.train().size()).isEqualTo(4);
  }

  @Test
  void readsArchivesAsItReadsFolders() throws IOException {
    Map<String, byte[]> files = MiniCifar.files("cifar-10-batches-bin/");
    String hash = open(Archives.folder(folder.resolve("files"), files)).contentHash();
    assertThat(open(Archives.tar(folder.resolve("a.tar"), files)).contentHash()).isEqualTo(hash);
    assertThat(open(Archives.tarGz(folder.resolve("a"), files)).contentHash()).isEqualTo(hash);
  }

  @Test
  void usesTheStandardNamesWhenThereAreNone() throws IOException {
    Dataset data = open(Archives.folder(folder, MiniCifar.files("")));
    assertThat(data.classNames()).hasSize(10).startsWith("airplane").endsWith("truck");
  }

  @Test
  void usesTheNamesBesideTheImages() throws IOException {
    Map<String, byte[]> files = MiniCifar.files("");
    files.put(
        "batches.meta.txt", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n".getBytes(StandardCharsets.UTF_8));
    Dataset data = open(Archives.tarGz(folder.resolve("a.tar.gz"), files));
    assertThat(data.classNames()).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
  }

  @Test
  void keepsTheRecordsThatALimitDraws() throws IOException {
    Map<String, byte[]> files = MiniCifar.files("");
    files.put("data_batch_1.bin", MiniCifar.cifar10(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    Archives.folder(folder, files);
    ImageSet train =
        CifarSource.cifar10(DecodedStore.inMemory())
            .open(Requests.limited("cifar10", folder, 4, 9))
            .train();
    assertThat(labels(train)).hasSize(4).isSorted().doesNotHaveDuplicates();
    assertThat(Requests.pixel(train, 3, 0, 0)[0]).isEqualTo(train.label(3));
  }

  private static Dataset open(Path root) {
    return CifarSource.cifar10(DecodedStore.inMemory()).open(Requests.whole("cifar10", root, 32));
  }

  private static int[] labels(ImageSet images) {
    return IntStream.range(0, images.size()).map(images::label).toArray();
  }
}
