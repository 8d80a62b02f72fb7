package org.neuronbench.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.experiment.Experiment.ModelEntry;

/** Weights that were fetched are named without a folder. */
class FetchedWeightsTest {

  @TempDir private Path folder;
  private Path fetched;

  @BeforeEach
  void fetch() throws IOException {
    fetched = Files.createDirectories(folder.resolve("fetched"));
    Files.createFile(fetched.resolve("w.safetensors"));
  }

  private List<ModelEntry> models(String models) throws IOException {
    String text = "models: %s\ndatasets: [shapes]\nstrategies: [random]\nbudgets: [10%%]\n";
    Path file = Files.writeString(folder.resolve("fetching.yaml"), text.formatted(models));
    return new ExperimentReader(Written.VOCABULARY, Settings.STANDARD, fetched)
        .read(file, List.of())
        .models();
  }

  @Test
  void aPlainNameIsLookedUpAmongThem() throws IOException {
    assertThat(
            models("[{id: micro, weights: w.safetensors}]").get(0).values().find(Settings.WEIGHTS))
        .contains(fetched.resolve("w.safetensors"));
  }

  @Test
  void aFileBesideTheExperimentComesFirst() throws IOException {
    Path beside = Files.createFile(folder.resolve("w.safetensors"));
    assertThat(
            models("[{id: micro, weights: w.safetensors}]").get(0).values().find(Settings.WEIGHTS))
        .contains(beside);
  }

  @Test
  void aPathIsNotLookedUp() throws IOException {
    assertThat(
            models("[{id: micro, weights: sub/w.safetensors}]")
                .get(0)
                .values()
                .find(Settings.WEIGHTS))
        .contains(folder.resolve("sub/w.safetensors"));
  }
}
