package org.neuronbench.models.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.Shared;
import org.neuronbench.engine.onednn.OnednnEngine;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.WeightFile;
import org.neuronbench.spi.RandomStream;

/** The networks of 8 bits as their authors publish them, against floats made from them before. */
@Tag("shared")
class TinyTrainingTest {

  private static final int SIZE = 128;
  private static final int IMAGES = 4;

  @TempDir private Path folder;

  /** Images of noise over a slope, so that no two are alike. */
  private static final ImageSet SEEDED =
      new ImageSet() {
        @Override
        public int size() {
          return IMAGES;
        }

        @Override
        public int imageSize() {
          return SIZE;
        }

        @Override
        public int label(int index) {
          return 100 * index;
        }

        @Override
        public void read(int index, byte[] target, int offset) {
          RandomStream random = new RandomStream(index);
          for (int i = 0; i < imageBytes(); i++) {
            target[offset + i] = (byte) (random.nextInt(100) + 150 * i / imageBytes());
          }
        }
      };

  private static ImportedWeights imported(String id) {
    return WeightImport.run(
        ImportRequest.of(Shared.file("data/tiny-training/%s.pkl".formatted(id))));
  }

  private Path written(ImportedWeights weights) {
    Path file = folder.resolve(weights.fileName());
    weights.write(file);
    return file;
  }

  private static GraphModel loaded(ModelZoo zoo, String id, Optional<Path> file) {
    return (GraphModel) zoo.load(new ModelRequest(id, file, 1, Head.IMAGENET, SIZE));
  }

  /** The loss of one image is -log p of its label: one for each of some labels. */
  private static double[] losses(GraphModel model) {
    SessionSettings settings =
        new SessionSettings(BatchNormMode.FROZEN, 0, 0, 0, 1, 2, 1000, new RandomStream(1));
    double[] losses = new double[IMAGES];
    try (TrainingSession session = new OnednnEngine().open(model, settings)) {
      for (int i = 0; i < IMAGES; i++) {
        Batch one = Batch.of(SEEDED, new int[] {i}, 0, 1);
        Evaluation evaluation = session.evaluate(List.of(one).iterator());
        losses[i] = evaluation.meanLoss();
      }
    }
    return losses;
  }

  @ParameterizedTest
  @CsvSource({
    "mbv2-w0.35, mcu_mbv2_w0.35_r128",
    "mcunet-5fps, mcunet_5fps_r128",
    "proxyless-w0.3, proxyless_w0.3_r128"
  })
  void evaluateAsTheFloatsMadeFromThem(String id, String floats) {
    ModelZoo zoo = new ModelZoo(folder);
    Path reference = Shared.file("data/%s.safetensors".formatted(floats));
    double[] expected = losses(loaded(zoo, id, Optional.of(reference)));
    ImportedWeights folded = imported(id);
    assertThat(losses(loaded(zoo, id, Optional.of(written(folded)))))
        .containsExactly(expected, within(1e-4));
    ImportedWeights unfolded = BatchNormStatistics.unfolded(folded, SEEDED, "noise");
    assertThat(unfolded.tensors().get("features.0.1.running_var").values())
        .isNotEqualTo(folded.tensors().get("features.0.1.running_var").values());
    assertThat(losses(loaded(zoo, id, Optional.of(written(unfolded)))))
        .containsExactly(expected, within(1e-4));
  }

  @ParameterizedTest
  @CsvSource({
    "mbv2-w0.35, mcu_mbv2_w0.35_r128",
    "mcunet-5fps, mcunet_5fps_r128",
    "proxyless-w0.3, proxyless_w0.3_r128"
  })
  void haveTheSameKernelsToTheLastBit(String id, String floats) {
    WeightFile reference =
        SafetensorsReader.read(Shared.file("data/%s.safetensors".formatted(floats)));
    ImportedWeights weights = imported(id);
    assertThat(weights.model()).isEqualTo(id);
    assertThat(weights.tensors()).hasSameSizeAs(reference.tensors());
    reference
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.shape().length > 1) {
                assertThat(weights.tensors().get(name).values())
                    .as(name)
                    .isEqualTo(tensor.values());
              }
            });
    assertThat(weights.metadata())
        .containsEntry("license", PublishedWeights.Publisher.TINY_TRAINING.licence())
        .containsEntry("mean", "0.5, 0.5, 0.5");
  }

  @Test
  void anExperimentFindsThemByTheModelAlone() {
    ModelZoo zoo = new ModelZoo(folder);
    assertThat(needsWeights(zoo)).isTrue();
    written(imported("mcunet-5fps"));
    assertThat(needsWeights(zoo)).isFalse();
    assertThat(loaded(zoo, "mcunet-5fps", Optional.empty()).weightsHash()).hasSize(64);
  }

  private static boolean needsWeights(ModelZoo zoo) {
    return zoo.models().stream()
        .anyMatch(info -> info.id().equals("mcunet-5fps") && info.needsWeights());
  }

  @Test
  void ofSeveralFetchedFilesOneHasToBeNamed() throws IOException {
    Path one = written(imported("mcunet-5fps"));
    Files.copy(one, folder.resolve("mcunet-5fps-00000000.safetensors"));
    assertThatThrownBy(() -> loaded(new ModelZoo(folder), "mcunet-5fps", Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Model mcunet-5fps has several weight files in %s: mcunet-5fps-00000000.safetensors,"
                + " mcunet-5fps-4de2e06e.safetensors; say which one with 'weights'",
            folder);
  }

  @Test
  void blocksAreTakenFromAFileWhereWeightsDoNotSayThem() throws IOException {
    Path reference = Shared.file("data/mcunet_5fps_r128.safetensors");
    WeightFile whole = SafetensorsReader.read(reference);
    Path bare = Nets.write(folder.resolve("bare.safetensors"), whole.tensors());
    ImportRequest request = request(bare, Map.of());
    assertThatThrownBy(() -> WeightImport.run(request))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no 'first_conv' in its metadata");
    Path json =
        Files.writeString(
            folder.resolve("blocks.json"),
            "{\"first_conv\": %s, \"arch\": %s}"
                .formatted(whole.metadata().get("first_conv"), whole.metadata().get("arch")));
    for (String blocks : new String[] {json.toString(), reference.toString()}) {
      ImportedWeights imported = WeightImport.run(request(bare, BlockDescription.read(blocks)));
      assertThat(imported.tensors()).hasSameSizeAs(whole.tensors());
      assertThat(imported.metadata()).containsKeys("first_conv", "arch");
    }
  }

  private static ImportRequest request(Path file, Map<String, String> facts) {
    return new ImportRequest(
        file,
        Optional.of("mcunet-5fps"),
        OptionalDouble.empty(),
        Optional.of("half"),
        Optional.empty(),
        OptionalDouble.empty(),
        facts,
        false);
  }

  @Test
  void statisticsAreForFoldedBatchNormsOnly() {
    ImportedWeights once = BatchNormStatistics.unfolded(imported("mbv2-w0.35"), SEEDED, "noise");
    assertThatThrownBy(() -> BatchNormStatistics.unfolded(once, SEEDED, "noise"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The batch norms of these mbv2-w0.35 weights are not folded: leave out --statistics");
  }
}
