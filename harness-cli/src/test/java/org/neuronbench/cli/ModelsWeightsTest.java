package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.models.weights.ElementType;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFile;

/** Weights go in, are trained, and go out. */
class ModelsWeightsTest {

  @TempDir private static Path folder;
  private static Path results;
  private static Outcome ran;

  @BeforeAll
  static void run() {
    results = folder.resolve("results");
    ran = runAgain("--save-weights");
  }

  private static Outcome runAgain(String... more) {
    String[] args = {
      "run",
      Experiments.tiny(folder).toString(),
      "--set",
      "strategies=[velocity-per-parameter, full]",
      "--out",
      results.toString()
    };
    return Outcome.of(
        Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new));
  }

  private static CellRecord cell(String strategy) {
    return ResultStore.open(results).cells().stream()
        .filter(c -> c.strategy().equals(strategy))
        .findFirst()
        .orElseThrow();
  }

  private static Path saved(CellRecord cell) {
    return results.resolve("cells").resolve(cell.cell()).resolve("weights.safetensors");
  }

  @Test
  void aRunKeepsTheWeightsOfEveryCell() throws IOException {
    assertThat(ran.code()).as(ran.err()).isZero();
    WeightFile file = SafetensorsReader.read(saved(cell("full")));
    assertThat(file.tensors()).hasSize(18 * 5 + 2);
    assertThat(file.metadata())
        .containsEntry("model", "micro")
        .containsEntry("mean", "0.5, 0.5, 0.5")
        .containsKeys("arch", "first_conv", "class-names", "trained")
        .doesNotContainKey("claimed");
    try (var files = Files.list(results.resolve("cells"))) {
      assertThat(files).noneMatch(f -> f.getFileName().toString().startsWith("."));
    }
  }

  @Test
  void theWeightsAreThoseThatWereTrained() {
    Map<String, Tensor> full = SafetensorsReader.read(saved(cell("full"))).tensors();
    Map<String, Tensor> some =
        SafetensorsReader.read(saved(cell("velocity-per-parameter"))).tensors();
    assertThat(full.get("features.3.conv.0.0.weight").values())
        .isNotEqualTo(some.get("features.3.conv.0.0.weight").values());
    assertThat(full.get("classifier.weight").shape())
        .containsExactly(Long.parseLong(classes(cell("full"))), 64);
  }

  private static String classes(CellRecord cell) {
    return SafetensorsReader.metadata(saved(cell)).get("classes");
  }

  @Test
  void exportsACell() {
    Path output = folder.resolve("exported.safetensors");
    Outcome exported =
        Outcome.of(
            "models",
            "export",
            saved(cell("full")).getParent().toString(),
            "--output",
            output.toString());
    assertThat(exported.code()).as(exported.err()).isZero();
    assertThat(exported.out())
        .startsWith("micro: %d tensors under torchvision's names".formatted(18 * 6 + 2));
    Map<String, Tensor> tensors = SafetensorsReader.read(output).tensors();
    assertThat(tensors.get("features.0.1.num_batches_tracked").type()).isEqualTo(ElementType.I64);
    assertThat(tensors.get("features.0.0.weight").values())
        .isEqualTo(
            SafetensorsReader.read(saved(cell("full")))
                .tensors()
                .get("features.0.0.weight")
                .values());
  }

  /** The trained network is a model of its own: it can be fine-tuned again. */
  @Test
  void trainedWeightsCanBeGivenToAnExperiment() throws IOException {
    Path experiment =
        Experiments.write(
            Files.createDirectories(folder.resolve("again")),
            """
            name: again
            models: [{id: micro, weights: %s}]
            datasets: [{id: shapes, train-limit: 42, test-limit: 20}]
            strategies: [head-only]
            budgets: [20%%]
            seeds: [3]
            training: {epochs: 1, batch: 16, velocity-images: 4, threads: 1}
            """
                .formatted(saved(cell("full"))));
    Path out = folder.resolve("again/results");
    Outcome again = Outcome.of("run", experiment.toString(), "--out", out.toString());
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(ResultStore.open(out).cells().get(0).provenance().get("weights"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("model", "micro")
        .containsKey("trained")
        .doesNotContainKey("arch");
  }

  @Test
  void saysWhichCellsHaveNoWeights() throws IOException {
    Path file = saved(cell("velocity-per-parameter"));
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    assertThat(runAgain("--save-weights").err())
        .contains(
            "Note: 1 finished cells have no saved weights; to get them, delete their folders");
    Outcome refused =
        Outcome.of(
            "models", "export", file.getParent().toString(), "--output", folder + "/x.safetensors");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("has no weights.safetensors: delete the folder and run");
    // weights that waited for the record of their cell are found
    Files.write(
        results.resolve("cells/.weights-%s.safetensors".formatted(file.getParent().getFileName())),
        bytes);
    assertThat(runAgain("--save-weights").err()).doesNotContain("no saved weights");
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void importsIntoAFile() throws IOException {
    Path file = WeightFiles.narrow(folder.resolve("narrow.safetensors"));
    Path output = folder.resolve("in/imported.safetensors");
    Outcome imported =
        Outcome.of(
            "models",
            "import",
            file.toString(),
            "--output",
            output.toString(),
            "--claim",
            "top-1 of 60 %",
            "--license",
            "MIT",
            "-v");
    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(imported.out())
        .startsWith("mobilenet-v2 of width 0.35, torchvision names: 262 tensors used, 0 unused")
        .contains("  features.0.0.weight [16, 3, 3, 3]\n")
        .contains("  claimed: top-1 of 60 %\n", "  license: MIT\n")
        .contains("In an experiment:  models: [{id: mobilenet-v2, width: 0.35, weights: " + output);
    assertThat(output.resolveSibling("imported.safetensors.import.txt")).exists();
    Outcome described = Outcome.of("models", "describe", output.toString());
    assertThat(described.out())
        .contains("claimed        top-1 of 60 %", "classes        4", "padding        symmetric");
  }

  @Test
  void describesTheWeightsOfAModel() throws IOException {
    Path file = WeightFiles.narrow(folder.resolve("plain.safetensors"));
    Path output = folder.resolve("claimed.safetensors");
    Outcome.of(
        "models", "import", file.toString(), "--output", output.toString(), "--claim", "60 %");
    Outcome described =
        Outcome.of("models", "describe", "mobilenet-v2", "--width=0.35", "--weights=" + output);
    assertThat(described.code()).as(described.err()).isZero();
    assertThat(described.out()).contains("claimed        60 %", "52 convolutions");
  }

  @Test
  void listsWhatCanBeFetched() {
    assertThat(Outcome.of("models", "list").out())
        .contains("resnet50-11ad3fa6", "ImageNet top-1 80.86 %", "Weights in ");
  }

  @Test
  void whatIsNoCellIsNamed() {
    Outcome refused =
        Outcome.of("models", "export", folder.toString(), "--output", folder + "/x.safetensors");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("is no cell; give a folder below cells/ of a result folder");
  }
}
