package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.ResultStore;

/** doctor, replay, floors and controls. */
class TrustToolsTest {

  @TempDir private static Path folder;
  private static Path results;
  private static Outcome run;

  @BeforeAll
  static void run() {
    results = folder.resolve("results");
    run =
        Outcome.of(
            "run", experiment().toString(), "--out", results.toString(), "--controls", "--floors");
  }

  private static Path experiment() {
    return Experiments.write(
        folder,
        """
        name: tiny
        models: [micro]
        datasets: [{id: shapes, train-limit: 42, test-limit: 20}]
        strategies: [velocity-per-parameter, random]
        budgets: [20%]
        seeds: [3]
        training: {epochs: 3, batch: 16, velocity-images: 4, threads: 1}
        """);
  }

  private static CellRecord cell(String strategy) {
    return ResultStore.open(results).cells().stream()
        .filter(c -> c.strategy().equals(strategy))
        .findFirst()
        .orElseThrow();
  }

  private static Path place(CellRecord cell) {
    return results.resolve("cells").resolve(cell.cell());
  }

  @Test
  void runsFloorsAndControlsBesideWhatTheFileNames() {
    assertThat(run.code()).as(run.err() + run.out()).isZero();
    assertThat(ResultStore.open(results).cells())
        .extracting(CellRecord::strategy)
        .containsExactlyInAnyOrder(
            "velocity-per-parameter",
            "velocity-per-parameter control=inverted",
            "velocity-per-parameter control=shuffled",
            "random",
            "head-only",
            "static-random",
            "full");
  }

  /** The first selection is drawn at random, the later ones come from the ranking. */
  @Test
  void controlsSelectOthersWithinTheSameBudget() {
    CellRecord plain = cell("velocity-per-parameter");
    for (String control : List.of("inverted", "shuffled")) {
      CellRecord controlled = cell("velocity-per-parameter control=" + control);
      assertThat(controlled.status()).isEqualTo(CellStatus.OK);
      assertThat(controlled.epochs().get(2).selectedPerLayer())
          .isNotEqualTo(plain.epochs().get(2).selectedPerLayer());
      assertThat(controlled.epochs().get(2).valueOrNan(Metrics.PARAMETERS_UPDATED))
          .isPositive()
          .isLessThanOrEqualTo(plain.budgetLimit());
    }
  }

  @Test
  void aStrategyThatRanksNothingHasNoControl() {
    Path out = folder.resolve("no-control");
    Outcome outcome =
        Outcome.of(
            "run",
            experiment().toString(),
            "--out",
            out.toString(),
            "--set",
            "strategies=[{id: sparse-update, control: inverted}]");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(ResultStore.open(out).cells().get(0).reason())
        .isEqualTo(
            "Control inverted changes nothing in sparse-update: it never ranks neurons by score");
  }

  @Test
  void aReplayedCellIsTheSameToTheLastBit() {
    Outcome replay = Outcome.of("replay", place(cell("velocity-per-parameter")).toString());
    assertThat(replay.code()).as(replay.out() + replay.err()).isZero();
    assertThat(replay.out()).contains("Identical: every number of 3 epochs is the same.");
  }

  @Test
  void aReplaySaysWhatDiffers() throws IOException {
    CellRecord cell = cell("random");
    Path changed = folder.resolve("changed").resolve("cells").resolve(cell.cell());
    Files.createDirectories(changed);
    String json = Files.readString(place(cell).resolve("cell.json"));
    String loss = "\"trainLoss\" : " + cell.epochs().get(1).valueOrNan(Metrics.TRAIN_LOSS);
    String head = "\"data\" : \"";
    Files.writeString(
        changed.resolve("cell.json"),
        json.replace("\"schema\" : 3", "\"schema\" : 1") // which had no hash yet
            .replace("\"budgetLimit\"", "\"budgetParameters\"")
            .replaceFirst(",\\s*\"hash\" : \"[0-9a-f]{64}\"", "")
            .replace(loss, "\"trainLoss\" : 0.25")
            .replace(head, head + "0"));
    Outcome replay = Outcome.of("replay", changed.toString());
    assertThat(replay.code()).isEqualTo(1);
    assertThat(replay.out())
        .contains(
            "epoch 1, Training loss: 0.25, then "
                + cell.epochs().get(1).valueOrNan(Metrics.TRAIN_LOSS))
        .contains("1 numbers differ");
  }

  @Test
  void whatIsNoCellIsNamed() {
    Outcome replay = Outcome.of("replay", folder.toString());
    assertThat(replay.code()).isEqualTo(2);
    assertThat(replay.err()).contains("is no cell: it has no cell.json; give a folder such as");
  }

  @Test
  void doctorFindsThatNumbersRepeat() {
    Outcome doctor = Outcome.of("doctor");
    assertThat(doctor.code()).as(doctor.out()).isZero();
    assertThat(doctor.out())
        .contains("engine onednn")
        .contains("processors")
        .contains("A tiny cell, run twice: bit-identical.");
  }
}
