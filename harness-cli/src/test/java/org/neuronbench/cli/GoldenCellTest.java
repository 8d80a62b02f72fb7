package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.ResultStore;

/**
 * Two small cells as they came out once. Where they come out differently, a version of numerics has
 * to be raised, {@code Planner.NUMERICS} or {@code TrainingEngine.numerics()}: else results of
 * before pass for results of now. Then write the files again: {@code
 * -Dtest.heap=-Dgolden.write=true}.
 *
 * <p>What the harness draws is the same on every machine. Losses are compared to the last bit on
 * the kind of CPU that made the files, elsewhere within 1 %: sums round otherwise there.
 */
class GoldenCellTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;

  private static Path file(String engine) {
    return Path.of("src/test/resources/org/neuronbench/cli/golden-cell-" + engine + ".json");
  }

  private List<CellRecord> run(String engine) {
    Path experiment =
        Experiments.write(
            folder,
            """
            name: golden
            models: [micro]
            datasets: [{id: shapes, train-limit: 70, test-limit: 40}]
            strategies: [random, velocity-per-parameter]
            budgets: [20%%]
            seeds: [7]
            training: {engine: %s, epochs: 2, batch: 16, velocity-images: 4, threads: 1,
              momentum: 0.5, weight-decay: 0.0001, label-smoothing: 0.1, augmentation: flip}
            """
                .formatted(engine));
    Path out = folder.resolve("results");
    Outcome run = Outcome.of("run", experiment.toString(), "--out", out.toString());
    assertThat(run.code()).as(run.err() + run.out()).isZero();
    return ResultStore.open(out).cells();
  }

  private static ObjectNode described(List<CellRecord> cells) {
    ObjectNode described = JSON.createObjectNode();
    Map<String, Object> facts = cells.get(0).provenance();
    described.put("cpu", facts.get("cpu") + " " + facts.get("libraries"));
    Map<?, ?> identity = (Map<?, ?>) cells.get(0).provenance().get("cell");
    described.set("numerics", JSON.valueToTree(identity.get("numerics")));
    for (CellRecord cell : cells) {
      ObjectNode node = described.putObject(cell.strategy());
      cell.epochs()
          .forEach(epoch -> node.withArray("losses").add(epoch.valueOrNan(Metrics.TRAIN_LOSS)));
      cell.epochs()
          .forEach(epoch -> node.withArray("top1").add(epoch.valueOrNan(Metrics.FINAL_TOP1)));
      cell.epochs().stream()
          .map(EpochRecord::selectedNeurons)
          .forEach(node.withArray("selected")::add);
    }
    return described;
  }

  @ParameterizedTest
  @ValueSource(strings = {"onednn", "dl4j"})
  void comesOutAsItsNumericsSay(String engine) throws IOException {
    ObjectNode found = described(run(engine));
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(file(engine).getParent());
      JSON.writerWithDefaultPrettyPrinter().writeValue(file(engine).toFile(), found);
    }
    JsonNode golden = JSON.readTree(Files.readString(file(engine)));
    assertThat(found.path("numerics"))
        .as("numerics were raised: write the golden files again")
        .isEqualTo(golden.path("numerics"));
    String raise = "numbers changed: raise Planner.NUMERICS or the engine's numerics()";
    assertThat(found.path("random").path("selected"))
        .as(raise)
        .isEqualTo(golden.path("random").path("selected"));
    if (found.path("cpu").equals(golden.path("cpu"))) {
      assertThat(found).as(raise).isEqualTo(golden);
      return;
    }
    for (int epoch = 0; epoch < 2; epoch++) {
      double expected = golden.path("random").path("losses").path(epoch).asDouble();
      assertThat(found.path("random").path("losses").path(epoch).asDouble())
          .as(raise)
          .isCloseTo(expected, within(0.01 * expected));
    }
  }
}
