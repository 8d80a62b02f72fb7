package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.plan.Plan;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.Rerun;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.run.ExperimentRunner.Options;
import org.neuronbench.core.strategies.Plain.Often;
import org.neuronbench.spi.Progress;
import org.neuronbench.spi.Signal;

/** A cell that was stopped goes on where it stood, and ends as if it had not been. */
class CheckpointsTest {

  private static final Options KEEPING = new Options(Rerun.MISSING, true);

  @TempDir private Path folder;
  private ResultStore store;
  private Long observationMacs = 80L;

  @BeforeEach
  void create() {
    Often.SHOWN.clear();
    store = ResultStore.create(folder);
  }

  /** Stops after so many steps; an epoch has four. */
  private static final class Stopping implements RunListener {
    private final Cancellation cancellation = new Cancellation();
    private int left;

    Stopping(int steps) {
      left = steps;
    }

    @Override
    public void stepDone(int epoch, int step, int steps) {
      if (--left == 0) {
        cancellation.request();
      }
    }
  }

  private FakeBench bench() {
    FakeBench bench = new FakeBench();
    bench.recipe = Recipes.epochs(5);
    bench.engine.observationMacs = observationMacs;
    bench.engine.observationBytes = 2000L;
    return bench;
  }

  private Path checkpoint(Plan plan) {
    return folder.resolve("checkpoints").resolve(plan.cells().get(0).id());
  }

  private Plan stopped(String strategy, int steps) {
    return stopped(bench(), bench -> bench.plan(strategy), steps);
  }

  private Plan stopped(FakeBench bench, Function<FakeBench, Plan> planned, int steps) {
    Plan plan = planned.apply(bench);
    Stopping listener = new Stopping(steps);
    bench.runner(store, listener, listener.cancellation).run(plan, KEEPING);
    assertThat(store.cells()).extracting(CellRecord::status).containsOnly(CellStatus.CANCELLED);
    return plan;
  }

  /** Stopped after any of its steps, a cell ends with the record of an undisturbed one. */
  @ParameterizedTest
  @CsvSource({
    "2 steps, 5", "2 steps, 6", "2 steps, 7", "2 steps, 11", "3 steps, 16", "1 steps, 9",
    "1 epochs, 9", "2 epochs, 7", "2 epochs, 9", "2 epochs, 13", "3 epochs, 19", "9 epochs, 18",
  })
  void endsWithTheSameRecord(String every, int steps) {
    List<StrategyEntry> often = List.of(new StrategyEntry("often", Map.of("every", every)));
    stopped(bench(), bench -> bench.plan(often), steps);
    FakeBench after = bench();
    after.runner(store, new RunListener() {}).run(after.plan(often), KEEPING);
    FakeBench whole = bench();
    ResultStore other = ResultStore.create(folder.resolve("other"));
    whole.runner(other, new RunListener() {}).run(whole.plan(often), Options.DEFAULT);
    assertThat(store.cells().get(0).withoutTimes().epochs())
        .isEqualTo(other.cells().get(0).withoutTimes().epochs());
  }

  @Test
  void whatWasNotCountedBeforeIsNotCountedAfter() {
    observationMacs = null;
    endsWithTheSameRecord("1 epochs", 9);
    assertThat(store.cells().get(0).epochs())
        .noneMatch(e -> e.value(Metrics.EXECUTED_MACS_SAVED).isPresent());
  }

  /** Between two selections a cell cannot be taken up: it goes back to where one was asked for. */
  @ParameterizedTest
  @CsvSource({
    "1 epochs, 11, 2",
    "2 steps, 11, 2",
    "2 epochs, 15, 2",
    "2 epochs, 17, 4",
    "3 epochs, 15, 3"
  })
  void isTakenUpWhereAStrategyIsAsked(String every, int steps, int epochs) throws IOException {
    List<StrategyEntry> often = List.of(new StrategyEntry("often", Map.of("every", every)));
    Plan plan = stopped(bench(), bench -> bench.plan(often), steps);
    assertThat(reader(plan).read().epochs()).hasSize(epochs);
  }

  @Test
  void holdsWhatWasShownWithinAnEpoch() throws IOException {
    Plan plan = stopped(bench(), bench -> bench.plan("often"), 7);
    Checkpoint read = reader(plan).read();
    assertThat(read.first().progress().step()).isZero();
    assertThat(read.first().progress().loss()).isNaN();
    assertThat(read.history()).hasSize(1);
    Shown.Within within = read.history().get(0).asked().get(0);
    assertThat(within.step()).isEqualTo(2);
    assertThat(within.shown().progress())
        .isEqualTo(
            new Progress(
                2, 4, Often.SHOWN.get(1).progress().learningRate(), 0.5, 0.75, List.of(0.5, 1.0)));
    assertThat(read.shownBefore(1).progress().loss()).isEqualTo(2.5);
    assertThat(read.shownBefore(1).observed().macs()).isEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"drawn", "watching"})
  void goesOnWithTheEpochThatWasStopped(String strategy) {
    stopped(strategy, 11);
    FakeBench after = bench();
    after.runner(store, new RunListener() {}).run(after.plan(strategy), KEEPING);
    FakeBench whole = bench();
    ResultStore other = ResultStore.create(folder.resolve("other"));
    whole.runner(other, new RunListener() {}).run(whole.plan(strategy), Options.DEFAULT);
    assertThat(after.engine.selections).isEqualTo(whole.engine.selections.subList(2, 5));
    assertThat(after.engine.learningRates).isEqualTo(whole.engine.learningRates.subList(8, 20));
    assertThat(after.engine.restored)
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.parameters()).containsExactly(2, 8);
              assertThat(s.momentum()).containsExactly(-2);
            });
    assertThat(untimed(store)).isEqualTo(untimed(other));
  }

  private static List<String> untimed(ResultStore store) {
    return store.cells().get(0).epochs().stream()
        .map(
            e ->
                e.epoch()
                    + " "
                    + e.valueOrNan(Metrics.TRAIN_LOSS)
                    + " "
                    + e.valueOrNan(Metrics.FINAL_TOP1)
                    + e.selectedPerLayer())
        .toList();
  }

  @Test
  void isDeletedWhenTheCellEnds() throws IOException {
    Plan plan = stopped("drawn", 11);
    assertThat(checkpoint(plan)).exists();
    FakeBench after = bench();
    after.runner(store, new RunListener() {}).run(after.plan("drawn"), KEEPING);
    try (Stream<Path> left = Files.list(folder.resolve("checkpoints"))) {
      assertThat(left).isEmpty();
    }
    assertThat(store.cells().get(0).epochs()).extracting(EpochRecord::epoch).hasSize(5);
  }

  @Test
  void aDamagedOneStartsTheCellAnew() throws IOException {
    Plan plan = stopped("drawn", 11);
    for (Path file : List.of(checkpoint(plan), history(plan))) {
      byte[] whole = Files.readAllBytes(file);
      everyDamageIsFound(plan, file, whole);
      Files.write(file, whole);
    }
    Files.write(checkpoint(plan), new byte[] {1});
    FakeBench after = bench();
    after.runner(store, new RunListener() {}).run(after.plan("drawn"), KEEPING);
    assertThat(after.engine.restored).isEmpty();
    assertThat(store.cells().get(0).status()).isEqualTo(CellStatus.OK);
  }

  private void everyDamageIsFound(Plan plan, Path file, byte[] whole) throws IOException {
    for (int cut : new int[] {0, 3, 40, whole.length / 2, whole.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(whole, cut));
      assertThatThrownBy(reader(plan)::read).isInstanceOf(IOException.class);
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x10;
      Files.write(file, flipped);
      assertThatThrownBy(reader(plan)::read).isInstanceOf(IOException.class);
    }
  }

  private CheckpointFile reader(Plan plan) {
    return new CheckpointFile(folder.resolve("checkpoints"), plan.cells().get(0).id());
  }

  private Path history(Plan plan) {
    return checkpoint(plan).resolveSibling(plan.cells().get(0).id() + ".history");
  }

  @Test
  void holdsWhatWasShownAndDone() throws IOException {
    Checkpoint read = reader(stopped("watching", 15)).read();
    assertThat(read.epochs()).extracting(EpochRecord::epoch).containsExactly(0, 1, 2);
    assertThat(read.first().observed().observations().signals())
        .containsExactly(Signal.WEIGHT_NORM);
    assertThat(read.shownBefore(3).observed().observations().signals()).hasSize(2);
    assertThat(read.state().parameters()).containsExactly(3, 12);
  }

  /** The state is replaced, so it must not grow; the history is appended to, never rewritten. */
  @Test
  void writesNoMoreInALaterEpochThanInAnEarlier() throws IOException {
    Plan early = stopped("watching", 7);
    byte[] before = Files.readAllBytes(history(early));
    long size = Files.size(checkpoint(early));
    Plan late = stopped("watching", 11);
    assertThat(late.cells().get(0).id()).isEqualTo(early.cells().get(0).id());
    byte[] after = Files.readAllBytes(history(late));
    assertThat(Files.size(checkpoint(late))).isEqualTo(size);
    assertThat(java.util.Arrays.copyOf(after, before.length)).isEqualTo(before);
    assertThat(after.length).isLessThan(6 * before.length);
  }

  /** One seed's checkpoint under another's name would go on to wrong numbers. */
  @Test
  void oneOfAnotherCellIsRefused() throws IOException {
    Plan plan = stopped("drawn", 11);
    FakeBench other = bench();
    other.seeds = List.of(1L);
    Plan otherSeed = other.plan("drawn");
    Files.move(checkpoint(plan), checkpoint(otherSeed));
    Files.move(history(plan), history(otherSeed));
    assertThatThrownBy(reader(otherSeed)::read)
        .isInstanceOf(IOException.class)
        .hasMessage("it belongs to cell " + plan.cells().get(0).id());
    other.runner(store, new RunListener() {}).run(otherSeed, KEEPING);
    assertThat(other.engine.restored).isEmpty();
  }

  /** Killed between the history and the state: what the state does not know of is cut off. */
  @Test
  void aHistoryThatIsAheadIsCutBack() throws IOException {
    Plan plan = stopped("watching", 11);
    Files.write(history(plan), new byte[] {1, 2, 3}, java.nio.file.StandardOpenOption.APPEND);
    FakeBench after = bench();
    Stopping listener = new Stopping(5);
    after.runner(store, listener, listener.cancellation).run(after.plan("watching"), KEEPING);
    assertThat(after.engine.restored).hasSize(1);
    assertThat(reader(plan).read().epochs()).hasSize(3);
  }

  /** The disk is full, or the process is killed, when the last epoch is done. */
  @Test
  void standsUntilTheRecordIsWritten() throws IOException {
    Plan plan = stopped("drawn", 11);
    Path cells = folder.resolve("cells");
    Path elsewhere = Files.move(cells, folder.resolve("cells-elsewhere"));
    FakeBench last = bench();
    assertThatThrownBy(
            () -> last.runner(store, new RunListener() {}).run(last.plan("drawn"), KEEPING))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The result of cell");
    assertThat(checkpoint(plan)).exists();
    Files.move(elsewhere, cells);
    FakeBench after = bench();
    after.runner(store, new RunListener() {}).run(after.plan("drawn"), KEEPING);
    assertThat(after.engine.selections).hasSize(1);
    assertThat(checkpoint(plan)).doesNotExist();
  }

  @Test
  void oneLeftBehindByAnEndedCellIsNotTakenUp() throws IOException {
    Path file = checkpoint(stopped("drawn", 11));
    Path history = file.resolveSibling(file.getFileName() + ".history");
    byte[] old = Files.readAllBytes(file);
    byte[] oldHistory = Files.readAllBytes(history);
    FakeBench after = bench();
    after.runner(store, new RunListener() {}).run(after.plan("drawn"), KEEPING);
    Files.write(file, old);
    Files.write(history, oldHistory);
    FakeBench again = bench();
    again
        .runner(store, new RunListener() {})
        .run(again.plan("drawn"), new Options(Rerun.ALL, false));
    assertThat(again.engine.restored).isEmpty();
    assertThat(file).doesNotExist();
  }
}
