package org.neuronbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;

class BuiltInDatasetsTest {

  private final BuiltInDatasets datasets = new BuiltInDatasets();

  @Test
  void listsEveryDataset() {
    assertThat(datasets.datasets())
        .extracting(DatasetInfo::id)
        .containsExactly(
            "cifar10",
            "cifar100",
            "vww",
            "flowers102",
            "food101",
            "pets",
            "cub200",
            "image-folder",
            "shapes",
            "glyphs",
            "textures",
            "primitives");
  }

  @Test
  void describesEveryDataset() {
    assertThat(datasets.datasets())
        .allSatisfy(info -> assertThat(info.summary()).endsWith("."))
        .allSatisfy(info -> assertThat(info.details().lines()).hasSizeGreaterThan(3));
  }

  @Test
  void onlyFilesOfTheUsersOwnNeedARoot() {
    assertThat(datasets.datasets().stream().filter(DatasetInfo::needsRoot))
        .extracting(DatasetInfo::id)
        .containsExactly("image-folder");
  }

  @Test
  void refusesAnUnknownId() {
    assertThatThrownBy(() -> datasets.open(Requests.procedural("mnist", 1, 1)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Unknown dataset 'mnist'. Name one of: cifar10, cifar100, vww, flowers102, food101,"
                + " pets, cub200, image-folder, shapes, glyphs, textures, primitives.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cifar10",
        "cifar100",
        "vww",
        "flowers102",
        "food101",
        "pets",
        "cub200",
        "image-folder"
      })
  void asksForTheRoot(String id) {
    DatasetRequest request =
        new DatasetRequest(id, Optional.empty(), 32, 1, OptionalInt.empty(), OptionalInt.empty());
    assertThatThrownBy(() -> datasets.open(request))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(id, "no root is set", "`root: ...`", "Root: a folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cifar10",
        "cifar100",
        "vww",
        "flowers102",
        "food101",
        "pets",
        "cub200",
        "image-folder"
      })
  void namesARootThatDoesNotExist(String id, @TempDir Path folder) {
    Path root = folder.resolve("nowhere");
    assertThatThrownBy(() -> datasets.open(Requests.whole(id, root, 32)))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(id, root.toString(), "does not exist", "`root: ...`");
  }
}
