package org.neuronbench.core.experiment;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetInfo.Place;
import org.neuronbench.core.data.Fit;
import org.neuronbench.core.engine.ModelInfo;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.ParameterSpec;

/** Writes experiment files and reads them with a small vocabulary. */
final class Written {

  static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of(
              new ModelInfo("micro", "", "", 32, false),
              new ModelInfo("mobilenet-v2", "", "", 224, false),
              new ModelInfo("mcunet-5fps", "", "", 128, true)),
          List.of(
              new DatasetInfo("shapes", "", "", 32, false),
              new DatasetInfo("cifar10", "", "", 32, Place.PUBLISHED, Fit.CROP),
              new DatasetInfo("image-folder", "", "", 0, true)),
          strategies(),
          List.of("dl4j", "onednn"));

  /** One key a line, so that a mistake has a line number. */
  private final Map<String, String> lines = new LinkedHashMap<>();

  private final Path file;

  Written(Path folder) {
    file = folder.resolve("demo.yaml");
    lines.put("name", "name: demo");
    lines.put("models", "models: [micro]");
    lines.put("datasets", "datasets: [shapes]");
    lines.put("strategies", "strategies: [random]");
    lines.put("budgets", "budgets: [10%]");
    lines.put("seeds", "seeds: [0]");
    lines.put("training", "training: {epochs: 2}");
  }

  private static Map<String, List<ParameterSpec>> strategies() {
    Map<String, List<ParameterSpec>> strategies = new LinkedHashMap<>();
    strategies.put("full", List.of());
    strategies.put("random", List.of(FillRule.parameter()));
    strategies.put(
        "velocity",
        List.of(
            ParameterSpec.number("mu", 0.5, 0, 1, ""),
            ParameterSpec.integer("images", 0, 0, 100, "")));
    return strategies;
  }

  Path file() {
    return file;
  }

  Written with(String key, String line) {
    lines.put(key, line);
    return this;
  }

  Written without(String key) {
    lines.remove(key);
    return this;
  }

  Experiment read(String... overrides) {
    return readText(String.join("\n", lines.values()) + "\n", overrides);
  }

  Experiment readText(String text, String... overrides) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ExperimentReader(VOCABULARY).read(file, List.of(overrides));
  }

  /** Reads and returns what the reader complains of. */
  String complaint(String... overrides) {
    return catchThrowableOfType(InputException.class, () -> read(overrides)).getMessage();
  }

  String complaintOf(String text) {
    return catchThrowableOfType(InputException.class, () -> readText(text)).getMessage();
  }
}
