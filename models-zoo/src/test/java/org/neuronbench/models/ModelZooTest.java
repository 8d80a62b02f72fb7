package org.neuronbench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;
import org.neuronbench.core.engine.ModelInfo;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.Preprocessing;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.models.weights.SafetensorsWriter;

class ModelZooTest {

  private static ModelRequest request(String id, Path weights, double width, Head head) {
    return new ModelRequest(id, Optional.ofNullable(weights), width, head, 32);
  }

  private static void assertRefused(ModelRequest request, String message) {
    assertThatThrownBy(() -> new ModelZoo().load(request))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }

  @Test
  void listsItsModels() {
    assertThat(new ModelZoo().models())
        .extracting(ModelInfo::id)
        .startsWith(
            "micro",
            "mobilenet-v2",
            "resnet-18",
            "resnet-50",
            "mbv2-w0.35",
            "mcunet-5fps",
            "proxyless-w0.3")
        .contains("cifar-resnet-8", "cifar-resnet-110-b", "cifar-vgg-16", "wrn-28-2", "lenet")
        .doesNotHaveDuplicates();
  }

  @Test
  void microShipsWithItsWeights() {
    GraphModel micro = Loaded.untrained("micro", 32);
    assertThat(micro.weightsHash()).matches("[0-9a-f]{64}");
    assertThat(micro.preprocessing()).isEqualTo(Preprocessing.HALF);
    assertThat(micro.prototype().params())
        .isEqualTo(Loaded.untrained("micro", 32).prototype().params());
  }

  @Test
  void aModelWithoutWeightsIsRandomButTheSameEachTime() {
    GraphModel model = Loaded.untrained("resnet-18", 32);
    assertThat(model.weightsHash()).isEqualTo("random");
    assertThat(model.preprocessing()).isEqualTo(Preprocessing.IMAGENET);
    assertThat(model.prototype().params())
        .isEqualTo(Loaded.untrained("resnet-18", 32).prototype().params());
  }

  /** Counted by an independent program from the table of Sandler et al. */
  @ParameterizedTest
  @CsvSource({"0.3, 323792", "0.35, 382048", "0.5, 669136", "1.4, 4267840"})
  void mobileNetHasAWidth(double width, long parameters) {
    ModelRequest request = request("mobilenet-v2", null, width, Head.REPLACED);
    assertThat(new ModelZoo().load(request).network().parameters()).isEqualTo(parameters);
  }

  @Test
  void otherModelsHaveOneWidth() {
    assertRefused(
        request("resnet-18", null, 0.5, Head.REPLACED),
        "Model resnet-18 has one width; 'width: 0.5' is for mobilenet-v2 and cifar-resnets only");
  }

  @Test
  void thePretrainedHeadNeedsWeights() {
    assertRefused(
        request("mobilenet-v2", null, 1, Head.IMAGENET),
        "Model mobilenet-v2: head: imagenet keeps the pretrained classifier, so it needs"
            + " 'weights'");
  }

  @Test
  void checkpointsAreToBeImportedFirst() {
    assertRefused(
        request("resnet-18", Path.of("r.pth"), 1, Head.REPLACED),
        "Weight file r.pth is no .safetensors; bring it into this project's names first:"
            + " ./neuronbench models import r.pth");
  }

  @Test
  void onDeviceNetsNeedTheirFile() {
    assertRefused(
        request("mcunet-5fps", null, 1, Head.REPLACED),
        "Model mcunet-5fps is built from its weight file: fetch it ('./neuronbench models"
            + " fetch mcunet-5fps') or give one with 'weights'");
  }

  @Test
  void onDeviceNetsNeedAnArchitectureInTheirFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("w.safetensors");
    SafetensorsWriter.write(file, Map.of(), Map.of("first_conv", "{\"out\": 8}"));
    assertThatThrownBy(() -> new ModelZoo().load(request("mcunet-5fps", file, 1, Head.REPLACED)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The architecture in the metadata of %s is not understood: 'kernel' is missing in {\"out\":8},"
                + " expected an integer from 1 to 65536; correct 'first_conv' and 'arch', or fetch"
                + " the file again",
            file);
    SafetensorsWriter.write(file, Map.of(), Map.of());
    assertRefused(
        request("mcunet-5fps", file, 1, Head.REPLACED),
        "Weight file %s has no 'first_conv' in its metadata; this model needs a file that"
                .formatted(file)
            + " describes its own architecture");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "[{\"expand\": -1, \"cin\": 8, \"cout\": 8, \"dw_kernel\": 3, \"stride\": 1}]",
        "[{\"expand\": null, \"cin\": 8, \"cout\": 99999999, \"dw_kernel\": 3, \"stride\": 1}]",
        "[{\"expand\": null, \"cin\": 8, \"cout\": 8, \"stride\": 1}]"
      })
  void refusesAnArchitectureThatIsNotUnderstood(String arch, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("w.safetensors");
    String stem = "{\"out\": 8, \"kernel\": 3, \"stride\": 2}";
    SafetensorsWriter.write(file, Map.of(), Map.of("first_conv", stem, "arch", arch));
    assertThatThrownBy(() -> new ModelZoo().load(request("mcunet-5fps", file, 1, Head.REPLACED)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "The architecture in the metadata of %s is not understood: ".formatted(file));
  }
}
