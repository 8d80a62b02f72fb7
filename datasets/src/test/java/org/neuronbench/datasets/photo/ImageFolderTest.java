package org.neuronbench.datasets.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.datasets.Archives;
import org.neuronbench.datasets.Requests;
import org.neuronbench.datasets.memory.DecodedStore;

class ImageFolderTest {

  @TempDir private Path folder;

  @Test
  void namesTheClassesAfterSortedFolders() throws IOException {
    Dataset data = open(Archives.folder(folder, MiniFolder.files("test")));
    assertThat(data.classNames()).containsExactly("cat", "dog");
    assertThat(labels(data.train())).containsExactly(0, 0, 1);
    assertThat(labels(data.test())).containsExactly(0, 1);
  }

  @Test
  void resizesEveryImage() throws IOException {
    ImageSet train = open(Archives.folder(folder, MiniFolder.files("test"))).train();
    assertThat(train.imageSize()).isEqualTo(6);
    assertThat(Requests.pixel(train, 1, 5, 5)).containsExactly(0x0A, 0x14, 0x1E);
    assertThat(Requests.pixel(train, 2, 0, 0)).containsExactly(0xC8, 0xD2, 0xDC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "val", "valid", "validation"})
  void acceptsTheUsualNamesOfTheTestSplit(String test) throws IOException {
    assertThat(open(Archives.folder(folder, MiniFolder.files(test))).test().size()).isEqualTo(2);
  }

  @Test
  void prefersTestToValidation() throws IOException {
    Map<String, byte[]> files = MiniFolder.files("test");
    files.put("val/cat/3.png", files.get("train/cat/2.png"));
    assertThat(open(Archives.folder(folder, files)).test().size()).isEqualTo(2);
  }

  @Test
  void ignoresHiddenAndOtherFiles() throws IOException {
    Map<String, byte[]> files = MiniFolder.files("test");
    files.put("train/cat/._1.jpg", new byte[3]);
    files.put("train/cat/notes.txt", new byte[3]);
    files.put("train/README.png", new byte[3]);
    assertThat(open(Archives.folder(folder, files)).train().size()).isEqualTo(3);
  }

  @Test
  void readsArchivesAsItReadsFolders() throws IOException {
    Map<String, byte[]> files = MiniFolder.files("val");
    Map<String, byte[]> nested = new LinkedHashMap<>();
    files.forEach((path, content) -> nested.put("./pets/" + path, content));
    String hash = open(Archives.folder(folder.resolve("files"), files)).contentHash();
    assertThat(open(Archives.tar(folder.resolve("a.tar"), files)).contentHash()).isEqualTo(hash);
    assertThat(open(Archives.tarGz(folder.resolve("a.tgz"), nested)).contentHash()).isEqualTo(hash);
  }

  private static Dataset open(Path root) {
    return new PhotoSource(new ImageFolder(), DecodedStore.inMemory())
        .open(Requests.whole("image-folder", root, 6));
  }

  private static int[] labels(ImageSet images) {
    return IntStream.range(0, images.size()).map(images::label).toArray();
  }
}
