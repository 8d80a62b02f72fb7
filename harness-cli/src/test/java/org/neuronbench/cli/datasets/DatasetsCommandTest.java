package org.neuronbench.cli.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.cli.Outcome;

class DatasetsCommandTest {

  @TempDir Path folder;
  private Path photos;
  private String data;

  @BeforeEach
  void write() throws IOException {
    photos = folder.resolve("photos");
    data = "--data-root=" + folder.resolve("data");
    for (String split : new String[] {"train", "test"}) {
      for (int i = 0; i < 4; i++) {
        Path file = photos.resolve(split).resolve(i % 2 == 0 ? "red" : "blue").resolve(i + ".png");
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(20 + i, 30, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, i % 2 == 0 ? 0xFF0000 : 0xFF);
        ImageIO.write(image, "png", file.toFile());
      }
    }
  }

  @Test
  void describesAFolder() {
    Outcome described = Outcome.of("datasets", "describe", photos.toString(), data);
    assertThat(described.code()).isZero();
    assertThat(described.out())
        .containsPattern("red +2 +2\n")
        .containsPattern("total +4 +4\n")
        .containsPattern("width +20 +22 +23\n");
  }

  @Test
  void drawsSheets() throws IOException {
    Path sheet = folder.resolve("out/sheet.png");
    Path augmented = folder.resolve("augmented.png");
    Outcome described =
        Outcome.of(
            "datasets",
            "describe",
            photos.toString(),
            data,
            "--sheet=" + sheet,
            "--augmented=" + augmented);
    assertThat(described.code()).isZero();
    assertThat(described.out()).contains("sheet.png: 4 images", "augmented.png: 4 images");
    assertThat(ImageIO.read(sheet.toFile()).getWidth()).isEqualTo(6 + 4 * 102);
    assertThat(ImageIO.read(augmented.toFile()).getHeight()).isEqualTo(6 + 4 * 118);
  }

  @Test
  void describesADatasetThatIsNotFetched() {
    Outcome described = Outcome.of("datasets", "describe", "pets", data);
    assertThat(described.code()).isZero();
    assertThat(described.out()).contains("37 classes", "Not fetched yet", "datasets fetch pets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cifar10", "vww", "cub200"})
  void fetchShowsWhatItWouldFetchAndRefusesOffline(String id) {
    Outcome fetched = Outcome.of("datasets", "fetch", id, data, "--offline");
    assertThat(fetched.code()).isEqualTo(2);
    assertThat(fetched.out()).contains("source:   https://", "licence:  ", "download: ", "MD5 ");
    assertThat(fetched.err()).contains("is missing, and --offline forbids", "put it there");
  }

  @Test
  void refusesToFetchWhatIsNotPublished() {
    Outcome fetched = Outcome.of("datasets", "fetch", "cifar", data);
    assertThat(fetched.code()).isEqualTo(2);
    assertThat(fetched.err())
        .contains("There is no published dataset 'cifar'", "did you mean 'cifar10'?");
  }

  @Test
  void verifyingWhatWasNotFetchedFails() {
    Outcome verified = Outcome.of("datasets", "verify", "pets", data);
    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.out()).contains("pets was not fetched into");
  }

  @Test
  void measuresSpeed() {
    Outcome measured =
        Outcome.of(
            "datasets",
            "speed",
            "image-folder",
            "--root=" + photos,
            data,
            "--images=10",
            "--repeats=1",
            "--image-size=16");
    assertThat(measured.code()).isZero();
    assertThat(measured.out())
        .contains("image-folder at 16 px: 4 training images")
        .containsPattern("augmentation paper +[\\d,]+ images/s");
  }

  @Test
  void saysThatADatasetMustBeFetchedOrGiven() throws IOException {
    Path experiment = folder.resolve("pets.yaml");
    Files.writeString(
        experiment, "models: [micro]\ndatasets: [pets]\nstrategies: [full]\nbudgets: [10%]\n");
    Outcome planned = Outcome.of("plan", experiment.toString(), data);
    assertThat(planned.code()).isEqualTo(2);
    assertThat(planned.err())
        .contains("Dataset pets", "no root is set and it was not fetched", "datasets fetch pets");
  }
}
