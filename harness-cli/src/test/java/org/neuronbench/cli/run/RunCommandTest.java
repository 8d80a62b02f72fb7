package org.neuronbench.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.cli.Experiments;
import org.neuronbench.cli.Outcome;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.ResultStore;

/** A whole experiment: 42 images, two epochs, three strategies. */
class RunCommandTest {

  @TempDir private static Path folder;
  private static Path results;
  private static Outcome first;

  @BeforeAll
  static void run() {
    results = folder.resolve("first");
    first = runInto(results);
  }

  private static Outcome runInto(Path out, String... more) {
    return Outcome.of(
        Stream.concat(
                Stream.of("run", Experiments.tiny(folder).toString(), "--out", out.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static Map<String, String> files(Path out) {
    try (Stream<Path> found = Files.walk(out.resolve("cells"))) {
      Map<String, String> files = new TreeMap<>();
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(out.relativize(file).toString(), Files.readString(file));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<List<Object>> numbers(Path out) {
    return ResultStore.open(out).cells().stream()
        .flatMap(c -> c.epochs().stream().map(e -> numbers(c, e)))
        .toList();
  }

  private static List<Object> numbers(CellRecord cell, EpochRecord epoch) {
    return List.of(
        cell.cell(),
        epoch.epoch(),
        epoch.valueOrNan(Metrics.TRAIN_LOSS),
        epoch.valueOrNan(Metrics.FINAL_TOP1),
        epoch.valueOrNan(Metrics.PARAMETERS_UPDATED),
        epoch.selectedPerLayer());
  }

  @Test
  void endsWell() {
    assertThat(first.code()).isZero();
    assertThat(first.err()).isEmpty();
    assertThat(first.out())
        .contains("tiny: 3 cells, 0 done already; results in " + results)
        .contains("[3/3] micro on shapes, ")
        .contains("Leaderboard: " + results.resolve("leaderboard.html"))
        .contains("Every cell:  " + results.resolve("cells.csv"));
  }

  @Test
  void writesTheReports() throws IOException {
    assertThat(Files.readAllLines(results.resolve("cells.csv")))
        .hasSize(4)
        .first()
        .isEqualTo(
            "cell,status,model,dataset,strategy,method,budget,budget_parameters,cost_model,budget_limit,"
                + "network_cost,unit,oracle_signals,seed,epochs,final_top1,"
                + "best_top1,parameters_updated,flops_saved_percent,executed_macs_saved_percent,"
                + "memory_bytes,output_memory_bytes,bfloat16_bytes,output_bfloat16_bytes,int8_bytes,backward_macs,weight_bytes,"
                + "saved_bytes,predicted_saved_bytes,gradient_bytes,optimiser_bytes,workspace_bytes,"
                + "parameters_outside_budget,train_seconds,select_seconds,observe_seconds,"
                + "evaluate_seconds,peak_bytes,reason");
    assertThat(Files.readAllLines(results.resolve("epochs.csv"))).hasSize(7);
    assertThat(results.resolve("leaderboard.csv")).isNotEmptyFile();
    assertThat(results.resolve("leaderboard.html")).isNotEmptyFile();
  }

  @Test
  void recordsFitTheirSchema() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(
                Files.readString(
                    Path.of("..", "docs", "schema", "cell-" + CellRecord.SCHEMA + ".schema.json")));
    assertThat(files(results).entrySet())
        .filteredOn(file -> file.getKey().endsWith("cell.json"))
        .hasSize(3)
        .allSatisfy(
            file -> assertThat(schema.validate(file.getValue(), InputFormat.JSON)).isEmpty());
  }

  @Test
  void keepsToABudgetOfMemory() {
    Path out = folder.resolve("memory");
    Outcome run = runInto(out, "--set", "budgets=[{memory: 20%}]", "--set", "training.epochs=1");
    assertThat(run.code()).as(run.err() + run.out()).isZero();
    assertThat(ResultStore.open(out).cells())
        .filteredOn(cell -> cell.budget().equals("memory: 20%"))
        .hasSize(2)
        .allSatisfy(
            cell -> {
              assertThat(cell.costModel()).isEqualTo("input-channel-fp32");
              assertThat(cell.budgetLimit()).isEqualTo(cell.networkCost() / 5);
              assertThat(cell.lastEpoch().valueOrNan(Metrics.MEMORY_USE))
                  .isPositive()
                  .isLessThanOrEqualTo(cell.budgetLimit());
            });
    assertThat(run.out()).contains("budget memory: 20%", "A selection may cost at most");
  }

  @Test
  void keepsToTheBudget() {
    for (CellRecord cell : ResultStore.open(results).cells()) {
      assertThat(cell.epochs())
          .hasSize(2)
          .allMatch(e -> e.valueOrNan(Metrics.PARAMETERS_UPDATED) <= cell.budgetLimit());
      assertThat(cell.budgetLimit())
          .isEqualTo(
              cell.strategy().equals("head-only")
                  ? cell.networkParameters()
                  : cell.networkParameters() / 5);
    }
  }

  @Test
  void runsNothingTheSecondTime() {
    Map<String, String> before = files(results);
    Outcome second = runInto(results);
    assertThat(second.code()).isZero();
    assertThat(second.out()).contains("tiny: 3 cells, 3 done already").doesNotContain("[1/");
    assertThat(files(results)).isEqualTo(before);
    assertThat(Outcome.of("plan", Experiments.tiny(folder).toString(), "--out", results.toString()))
        .extracting(Outcome::out)
        .asString()
        .contains("0 to run, 3 done");
  }

  @Test
  void givesTheSameNumbersInAnotherFolder() {
    Path again = folder.resolve("again");
    assertThat(runInto(again, "--quiet").code()).isZero();
    assertThat(numbers(again)).hasSize(6).isEqualTo(numbers(results));
  }

  @Test
  void givesTheSameLeaderboardInAnotherFolderIfTimesAreLeftOut() throws IOException {
    Path again = folder.resolve("board");
    Path copy = folder.resolve("copy");
    runInto(again, "--quiet");
    runInto(copy, "--quiet");
    for (Path out : List.of(again, copy)) {
      assertThat(Outcome.of("leaderboard", out.toString(), "--without-timings").code()).isZero();
    }
    for (String file : List.of("cells.csv", "epochs.csv", "leaderboard.csv", "leaderboard.html")) {
      assertThat(copy.resolve(file)).hasSameBinaryContentAs(again.resolve(file));
    }
  }

  /** Losses of the first epoch; later ones drift apart by rounding. */
  @Test
  void theReferenceEngineGivesNearlyTheSameLosses() {
    Path reference = folder.resolve("reference");
    assertThat(runInto(reference, "--set", "training.engine=dl4j").code()).isZero();
    assertThat(firstLosses(reference)).containsExactly(firstLosses(results), within(1e-3));
  }

  private static double[] firstLosses(Path out) {
    return ResultStore.open(out).cells().stream()
        .sorted(Comparator.comparing(CellRecord::strategy))
        .mapToDouble(c -> c.epochs().get(0).valueOrNan(Metrics.TRAIN_LOSS))
        .toArray();
  }

  @Test
  void writesItsLeaderboardAgain() throws IOException {
    Files.deleteIfExists(results.resolve("leaderboard.csv"));
    Outcome leaderboard = Outcome.of("leaderboard", results.toString());
    assertThat(leaderboard.code()).isZero();
    assertThat(leaderboard.out()).contains("velocity-per-parameter", "random");
    assertThat(results.resolve("leaderboard.csv")).isNotEmptyFile();
  }

  @Test
  void aFailedCellIsAResultAndExitCodeOne() {
    Path failing = folder.resolve("failing");
    Outcome outcome =
        runInto(
            failing,
            "--set",
            "strategies=[{id: velocity, first-epoch: full}, head-only]",
            "--set",
            "training.epochs=1");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("strategy-error: Strategy velocity, starting, refused: first-epoch: full would")
        .contains("1 of 2 cells failed; see the leaderboard.");
    assertThat(ResultStore.open(failing).cells())
        .extracting(c -> c.status().id())
        .containsExactlyInAnyOrder("strategy-error", "ok");
  }

  @Test
  void refusesAFolderThatIsAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Outcome refused = runInto(file);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("give another with --out").doesNotContain("\tat ");
  }
}
