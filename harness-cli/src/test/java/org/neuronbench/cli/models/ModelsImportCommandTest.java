package org.neuronbench.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.cli.Outcome;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.SafetensorsWriter;

/** Weights of inverted residuals that do not say of how many. */
class ModelsImportCommandTest {

  @TempDir private Path folder;
  private Path bare;

  @BeforeEach
  void write() throws IOException {
    bare = folder.resolve("bare.safetensors");
    SafetensorsWriter.write(
        bare, new GraphWeights(ModelZoo.untrainedMicro(3).prototype()).save(), Map.of());
  }

  private Outcome imported(String blocks) {
    return Outcome.of(
        "models",
        "import",
        bare.toString(),
        "--model",
        "mcunet-5fps",
        "--blocks",
        blocks,
        "--output",
        folder.resolve("out.safetensors").toString());
  }

  @Test
  void takesTheBlocksFromTheCommandLine() {
    Map<String, String> micro = ModelZoo.microMetadata();
    Outcome outcome =
        imported(
            "{\"first_conv\": %s, \"arch\": %s}"
                .formatted(micro.get("first_conv"), micro.get("arch")));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(SafetensorsReader.metadata(folder.resolve("out.safetensors")))
        .containsEntry("model", "mcunet-5fps")
        .containsKeys("first_conv", "arch");
  }

  @Test
  void saysWhatADescriptionHasToBe() {
    Outcome outcome = imported("{\"arch\": []}");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("neuronbench: --blocks: it has no 'first_conv'; expected is {\"first_conv\"");
  }
}
