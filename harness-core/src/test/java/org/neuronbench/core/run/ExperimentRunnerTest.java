package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.InputException;
import org.neuronbench.core.engine.EngineFacts;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.Plan;
import org.neuronbench.core.results.CellLock;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Rerun;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.results.TestAnswers;
import org.neuronbench.core.run.ExperimentRunner.Options;
import org.neuronbench.core.run.ExperimentRunner.Outcome;

class ExperimentRunnerTest {

  @TempDir private Path folder;
  private final FakeBench bench = new FakeBench();
  private final Recorder recorder = new Recorder();
  private ResultStore store;

  /** Hears everything and stops when told to. */
  private static class Recorder implements RunListener {
    final List<String> heard = new ArrayList<>();
    final Cancellation cancellation = new Cancellation();
    int stepsUntilCancel = Integer.MAX_VALUE;

    @Override
    public void cellStarted(CellSpec cell, int position, int total) {
      heard.add("start %d/%d %s".formatted(position, total, cell.point().strategy().id()));
    }

    @Override
    public void stepDone(int epoch, int step, int steps) {
      if (--stepsUntilCancel == 0) {
        cancellation.request();
      }
      heard.add("step %d.%d/%d".formatted(epoch, step, steps));
    }

    @Override
    public void epochDone(EpochRecord epoch) {
      heard.add("epoch " + epoch.epoch());
    }

    @Override
    public void cellEnded(CellRecord record) {
      heard.add("end " + record.status().id());
    }
  }

  @BeforeEach
  void create() {
    store = ResultStore.create(folder);
  }

  private Outcome run(Plan plan) {
    return run(plan, recorder);
  }

  private Outcome run(Plan plan, Recorder listener) {
    return bench.runner(store, listener, listener.cancellation).run(plan, Options.DEFAULT);
  }

  @Test
  void tellsHowTheRunGoesOn() {
    bench.dataset = FakeDataset.of(10, 6);
    run(bench.plan("drawn"));
    assertThat(recorder.heard)
        .containsExactly(
            "start 1/1 drawn",
            "step 0.1/2",
            "step 0.2/2",
            "epoch 0",
            "step 1.1/2",
            "step 1.2/2",
            "epoch 1",
            "end ok");
  }

  @Test
  void aFaultyStrategyDoesNotStopTheOthers() {
    Plan plan = bench.plan("throws", "drawn", "toomuch", "erring", "refusing", "watching");
    assertThat(run(plan)).isEqualTo(new Outcome(6, 4, 0, 0, false));
    assertThat(store.cells())
        .extracting(CellRecord::strategy, CellRecord::status)
        .containsExactlyInAnyOrder(
            tuple("throws", CellStatus.STRATEGY_ERROR),
            tuple("drawn", CellStatus.OK),
            tuple("toomuch", CellStatus.BUDGET_VIOLATION),
            tuple("erring", CellStatus.STRATEGY_ERROR),
            tuple("refusing", CellStatus.STRATEGY_ERROR),
            tuple("watching", CellStatus.OK));
  }

  @Test
  void runsOnlyWhatIsNotDone() {
    run(bench.plan("drawn"));
    assertThat(run(bench.plan("drawn", "watching"))).isEqualTo(new Outcome(1, 0, 1, 0, false));
    assertThat(run(bench.plan("drawn", "watching"))).isEqualTo(new Outcome(0, 0, 2, 0, false));
    assertThat(bench.engine.opened).isEqualTo(2);
  }

  @Test
  void runsAFailedCellAgainWhenAsked() {
    bench.engine.lossOfEpoch = epoch -> Double.NaN;
    assertThat(run(bench.plan("drawn"))).isEqualTo(new Outcome(1, 1, 0, 0, false));
    bench.engine.lossOfEpoch = epoch -> 1;
    assertThat(run(bench.plan("drawn"))).isEqualTo(new Outcome(0, 0, 1, 1, false));
    Outcome again =
        bench.runner(store, recorder).run(bench.plan("drawn"), new Options(Rerun.FAILED, false));
    assertThat(again).isEqualTo(new Outcome(1, 0, 0, 0, false));
    assertThat(store.cells())
        .singleElement()
        .extracting(CellRecord::status)
        .isEqualTo(CellStatus.OK);
  }

  @Test
  void runsEverythingAgainWhenAsked() {
    run(bench.plan("drawn", "watching"));
    Outcome again =
        bench
            .runner(store, recorder)
            .run(bench.plan("drawn", "watching"), new Options(Rerun.ALL, false));
    assertThat(again).isEqualTo(new Outcome(2, 0, 0, 0, false));
  }

  @Test
  void keepsTheTraceOfAFailure() throws IOException {
    bench.engine.lossOfEpoch =
        epoch -> {
          throw new IllegalStateException("no more");
        };
    run(bench.plan("drawn"));
    Path cell = folder.resolve("cells").resolve(store.cells().get(0).cell());
    assertThat(Files.readString(cell.resolve("log.txt")))
        .startsWith("java.lang.IllegalStateException: no more")
        .contains("Trial");
  }

  /** Each cell makes 8 steps; the run is stopped in the second. */
  @Test
  void cancellingKeepsFinishedCells() {
    Plan plan = bench.plan("drawn", "watching", "everything");
    recorder.stepsUntilCancel = 11;
    assertThat(run(plan)).isEqualTo(new Outcome(1, 0, 0, 0, true));
    assertThat(store.cells())
        .extracting(CellRecord::strategy, CellRecord::status)
        .containsExactlyInAnyOrder(
            tuple("drawn", CellStatus.OK), tuple("watching", CellStatus.CANCELLED));
    assertThat(bench.engine.closed).isEqualTo(bench.engine.opened);
    assertThat(run(plan, new Recorder())).isEqualTo(new Outcome(2, 0, 1, 0, false));
    assertThat(store.cells()).extracting(CellRecord::status).containsOnly(CellStatus.OK);
  }

  @Test
  @SuppressWarnings("try") // the lock is held, not used
  void leavesACellToTheProcessThatRunsIt() throws Exception {
    Plan plan = bench.plan("drawn", "watching");
    String held = plan.cells().get(0).id();
    Recorder waiting =
        new Recorder() {
          @Override
          public void waiting(int cells) {
            heard.add("waiting " + cells);
            cancellation.request();
          }
        };
    try (CellLock other = store.lock(held).orElseThrow()) {
      assertThat(run(plan, waiting)).isEqualTo(new Outcome(1, 0, 0, 0, true));
    }
    assertThat(waiting.heard).contains("start 1/2 watching").last().isEqualTo("waiting 1");
    assertThat(run(plan)).isEqualTo(new Outcome(1, 0, 1, 0, false));
  }

  @Test
  void doesNotRunWhatAnotherProcessFinishedMeanwhile() {
    Plan plan = bench.plan("drawn", "watching");
    RunListener other =
        new RunListener() {
          @Override
          public void cellStarted(CellSpec cell, int position, int total) {
            if (position == 1) {
              bench.runner(store, recorder).run(bench.plan("watching"), Options.DEFAULT);
            }
          }
        };
    assertThat(bench.runner(store, other).run(plan, Options.DEFAULT))
        .isEqualTo(new Outcome(1, 0, 1, 0, false));
    assertThat(bench.engine.opened).isEqualTo(2);
  }

  @Test
  void cancellingBetweenCellsStartsNoOther() {
    recorder.stepsUntilCancel = 8;
    assertThat(run(bench.plan("drawn", "watching"))).isEqualTo(new Outcome(1, 0, 0, 0, true));
    assertThat(recorder.heard).contains("start 1/2 drawn").doesNotContain("start 2/2 watching");
    assertThat(bench.engine.opened).isEqualTo(1);
  }

  @Test
  void storesEachCellAsItEnds() {
    List<Integer> stored = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void cellEnded(CellRecord record) {
            stored.add(store.cells().size());
          }
        };
    bench
        .runner(store, listener)
        .run(bench.plan("drawn", "watching", "everything"), Options.DEFAULT);
    assertThat(stored).containsExactly(1, 2, 3);
  }

  @Test
  void saysWhatToDoWhenAResultCannotBeWritten() throws IOException {
    Files.delete(folder.resolve("cells"));
    assertThatThrownBy(() -> run(bench.plan("drawn")))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The result of cell fake_fake_drawn_50-_s0_")
        .hasMessageContaining("cannot be written to " + folder)
        .hasMessageEndingWith(
            "make room or give another folder with --out, then run again: finished cells are kept");
  }

  @Test
  void recordsVersionsAndMachine() {
    run(bench.plan("drawn"));
    assertThat(store.cells().get(0).provenance())
        .containsEntry("engine", "fake-engine")
        .containsKeys("harness-version", "java", "os", "cpu", "libraries", "threads", "cell");
  }

  /** The engine that was asked for may leave a network to another; the record must not lie. */
  @Test
  void recordsTheEngineThatReallyRan() {
    bench.engine.ranOn =
        new EngineFacts(
            "other", Optional.of("it has no dropout"), "float32", Optional.of("avx2"), 1);
    run(bench.plan("drawn"));
    assertThat(store.cells().get(0).provenance())
        .containsEntry("engine", "other")
        .containsEntry("engine-fallback", "it has no dropout")
        .containsEntry("precision", "float32")
        .containsEntry("instruction-set", "avx2")
        .containsEntry("threads", 1);
  }

  @Test
  void recordsWhichTestImagesWereRight() {
    run(bench.plan("drawn"));
    TestAnswers answers = store.cells().get(0).answers();
    assertThat(answers.images()).isEqualTo(6);
    assertThat(answers.bits().cardinality()).isEqualTo(3);
  }

  /** Else one seed would draw the same neurons on every dataset, and datasets be no blocks. */
  @Test
  void aStrategyDrawsOtherNumbersOnAnotherDataset() {
    run(bench.plan("drawn"));
    bench.dataset = FakeDataset.of(21, 6);
    run(bench.plan("drawn"));
    assertThat(bench.engine.selections.subList(0, 2))
        .isNotEqualTo(bench.engine.selections.subList(2, 4));
  }
}
