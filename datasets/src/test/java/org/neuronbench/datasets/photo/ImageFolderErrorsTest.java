package org.neuronbench.datasets.photo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.InputException;
import org.neuronbench.datasets.Archives;
import org.neuronbench.datasets.Requests;
import org.neuronbench.datasets.image.Encoded;
import org.neuronbench.datasets.memory.DecodedStore;

class ImageFolderErrorsTest {

  @TempDir private Path folder;

  @Test
  void namesACorruptImage() throws IOException {
    Map<String, byte[]> files = MiniFolder.files("test");
    byte[] whole = Encoded.noise("jpg", 30);
    files.put("train/dog/0.jpg", Arrays.copyOf(whole, whole.length / 2));
    assertRefused(
        Archives.folder(folder, files),
        "Image train/dog/0.jpg in " + folder,
        "cannot be decoded",
        "remove the file");
  }

  @Test
  void refusesATestClassThatTrainLacks() throws IOException {
    Map<String, byte[]> files = MiniFolder.files("val");
    files.put("val/emu/1.png", files.get("val/dog/1.png"));
    assertRefused(
        Archives.folder(folder, files), "classes [emu] that train/ lacks", "train/ has [cat, dog]");
  }

  @Test
  void saysThatTheTestSplitIsMissing() throws IOException {
    assertRefused(
        Archives.folder(folder, MiniFolder.files("holdout")),
        folder + " holds no images under test (or val, valid, validation)",
        "set `root`");
  }

  @Test
  void saysThatTheTrainingSplitIsMissing() throws IOException {
    Map<String, byte[]> files = Map.of("test/cat/1.png", new byte[1]);
    assertRefused(Archives.folder(folder, files), folder + " holds no images under train");
  }

  @Test
  void refusesTwoDatasetsUnderOneRoot() throws IOException {
    Map<String, byte[]> files = MiniFolder.files("test");
    files.put("old/train/cat/1.png", new byte[1]);
    assertRefused(
        Archives.folder(folder, files), "splits in several folders: [, old]", "Set `root`");
  }

  private static void assertRefused(Path root, String... parts) {
    assertThatThrownBy(
            () ->
                new PhotoSource(new ImageFolder(), DecodedStore.inMemory())
                    .open(Requests.whole("image-folder", root, 6)))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void refusesAHugeImage() throws IOException {
    Archives.folder(folder, Map.of("train/a/1.jpg", new byte[1], "test/a/1.jpg", new byte[1]));
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("train/a/1.jpg").toFile(), "rw")) {
      file.setLength(2_300_000_000L);
    }
    PhotoSource source = new PhotoSource(new ImageFolder(), DecodedStore.inMemory());
    assertThatThrownBy(() -> source.open(Requests.whole("image-folder", folder, 4)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("train/a/1.jpg has more than 67,108,864 bytes");
  }
}
