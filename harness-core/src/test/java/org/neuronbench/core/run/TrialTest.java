package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.experiment.Limits;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.FlopsSaved;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.PackedBits;
import org.neuronbench.spi.Selection;

class TrialTest {

  private final FakeBench bench = new FakeBench();

  private CellRecord run(String strategy) {
    return run(bench, strategy);
  }

  private static CellRecord run(FakeBench bench, String strategy) {
    CellSpec cell = bench.plan(strategy).cells().get(0);
    return bench.trials().run(cell, Trials.Watch.NONE).record();
  }

  @Test
  void recordsWhatItRan() {
    CellRecord record = run("drawn");
    assertThat(record.status()).isEqualTo(CellStatus.OK);
    assertThat(record.reason()).isEmpty();
    assertThat(record.budget()).isEqualTo("50%");
    assertThat(record.costModel()).isEqualTo("weights");
    assertThat(record.budgetLimit()).isEqualTo(50);
    assertThat(record.networkCost()).isEqualTo(100);
    assertThat(record.networkParameters()).isEqualTo(100);
    assertThat(record.parametersOutsideBudget()).isEqualTo(7);
    assertThat(record.layerNeurons()).containsExactly(15, 5);
    assertThat(record.provenance()).containsKeys("cell", "java", "threads");
    assertThat(record.provenance().get("plugin"))
        .isEqualTo(Map.of("name", "test.jar", "version", "1.0", "spi", "0.9"));
  }

  @Test
  void recordsEveryEpoch() {
    CellRecord record = run("drawn");
    assertThat(record.epochs()).extracting(EpochRecord::epoch).containsExactly(0, 1);
    assertThat(record.epochs())
        .extracting(e -> e.valueOrNan(Metrics.TRAIN_LOSS))
        .containsExactly(1.0, 0.5);
    EpochRecord epoch = record.epochs().get(1);
    Selection selection = bench.engine.selections.get(1);
    assertThat(epoch.valueOrNan(Metrics.FINAL_TOP1)).isEqualTo(0.5);
    assertThat(epoch.valueOrNan(Metrics.PARAMETERS_UPDATED))
        .isEqualTo(selection.cost())
        .isBetween(43.0, 50.0);
    assertThat(epoch.valueOrNan(Metrics.NEURONS_UPDATED)).isEqualTo(selection.size());
    assertThat(epoch.selectedPerLayer().stream().mapToInt(i -> i).sum())
        .isEqualTo(selection.size());
    assertThat(epoch.valueOrNan(Metrics.FLOPS_SAVED)).isEqualTo(FlopsSaved.percent(selection));
    assertThat(epoch.value(Metrics.EXECUTED_MACS_SAVED)).hasValue(25);
    assertThat(epoch.value(Metrics.PEAK_BYTES)).hasValue(1000);
  }

  @Test
  void whatTheEngineDoesNotCountIsNotMeasured() {
    bench.engine.counts = false;
    EpochRecord epoch = run("drawn").epochs().get(0);
    assertThat(epoch.value(Metrics.EXECUTED_MACS_SAVED)).isEmpty();
    assertThat(epoch.value(Metrics.PEAK_BYTES)).isEmpty();
  }

  @Test
  void trainsOnTrainingImagesThatAreNotHeldOut() {
    run("watching");
    List<Integer> heldOut = FakeDataset.indices(bench.engine.observed.get(0));
    assertThat(bench.engine.trained)
        .hasSize(2 * 4)
        .noneMatch(FakeDataset::ofTestSplit)
        .allSatisfy(b -> assertThat(FakeDataset.indices(b)).doesNotContainAnyElementsOf(heldOut));
    assertThat(bench.engine.evaluated).allMatch(FakeDataset::ofTestSplit);
  }

  @Test
  void observesTheSameHeldOutImagesEachTime() {
    bench.recipe = Recipes.of(3, 0, 4, 5);
    run("watching");
    assertThat(bench.engine.observed)
        .hasSize(3) // before training and after each epoch but the last
        .extracting(FakeDataset::indices)
        .allMatch(
            i -> i.size() == 2 && i.equals(FakeDataset.indices(bench.engine.observed.get(0))));
    assertThat(bench.engine.observed).noneMatch(FakeDataset::ofTestSplit);
  }

  @Test
  void showsTheStrategyWhatWasMeasured() {
    bench.recipe = Recipes.epochs(3);
    run("watching");
    assertThat(bench.engine.selections.stream().map(s -> s.neurons().boxed().toList()))
        .containsExactly(List.of(0), List.of(1), List.of(2));
  }

  /** A cost is charged to the epoch whose selection it served. */
  @Test
  void chargesObservationsToTheStrategyThatAsksForThem() {
    assertThat(run("watching").epochs()).allMatch(e -> e.valueOrNan(Metrics.OBSERVE_SECONDS) > 0);
    assertThat(run("drawn").epochs()).allMatch(e -> e.valueOrNan(Metrics.OBSERVE_SECONDS) == 0);
    assertThat(run("drawn").epochs()).allMatch(e -> e.valueOrNan(Metrics.SELECT_SECONDS) > 0);
  }

  @Test
  void recordsWhichNeuronsWereChosen() {
    List<EpochRecord> epochs = run("drawn").epochs();
    for (EpochRecord epoch : epochs) {
      BitSet chosen = PackedBits.decode(String.valueOf(epoch.selectedNeurons()), 1000);
      assertThat(chosen).isEqualTo(bench.engine.selections.get(epoch.epoch()).toBitSet());
      assertThat(chosen.cardinality())
          .isPositive()
          .isEqualTo((int) epoch.valueOrNan(Metrics.NEURONS_UPDATED));
    }
  }

  @Test
  void learnsAtTheScheduledRates() {
    bench.recipe = Recipes.of(1, 1, 4, 2);
    CellRecord record = run("drawn");
    double half = Math.sqrt(0.5);
    assertThat(bench.engine.learningRates)
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
        .containsExactly(0.0, 0.125, 0.25, 0.375, 0.5, 0.25 * (1 + half), 0.25, 0.25 * (1 - half));
    assertThat(record.epochs().get(0).valueOrNan(Metrics.LEARNING_RATE)).isEqualTo(0.375);
    assertThat(record.epochs().get(1).valueOrNan(Metrics.LEARNING_RATE))
        .isCloseTo(0.25 * (1 - half), within(1e-12));
  }

  @Test
  void opensTheSessionAsTheRecipeSays() {
    run("drawn");
    SessionSettings settings = bench.engine.settings.get(0);
    assertThat(settings.batchNorm()).isEqualTo(BatchNormMode.FROZEN);
    assertThat(settings.momentum()).isEqualTo(0.9);
    assertThat(settings.weightDecay()).isEqualTo(0.25);
    assertThat(settings.labelSmoothing()).isEqualTo(0.1);
    assertThat(settings.batch()).isEqualTo(4);
    assertThat(settings.threads()).isEqualTo(2);
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    CellRecord first = run("drawn");
    FakeEngine before = bench.engine;
    FakeBench again = new FakeBench();
    CellRecord second = run(again, "drawn");
    assertThat(again.engine.selections).isEqualTo(before.selections);
    assertThat(again.engine.trained)
        .extracting(FakeDataset::indices)
        .isEqualTo(before.trained.stream().map(FakeDataset::indices).toList());
    assertThat(again.engine.settings.get(0).head().nextLong())
        .isEqualTo(before.settings.get(0).head().nextLong());
    assertThat(second.cell()).isEqualTo(first.cell());
  }

  @Test
  void anotherSeedGivesAnotherRun() {
    run("drawn");
    bench.seeds = List.of(1L);
    run("drawn");
    List<Batch> trained = bench.engine.trained;
    assertThat(FakeDataset.indices(trained.get(0)))
        .isNotEqualTo(FakeDataset.indices(trained.get(8)));
    assertThat(bench.engine.selections).doesNotHaveDuplicates();
    assertThat(bench.engine.settings.get(0).head().nextLong())
        .isNotEqualTo(bench.engine.settings.get(1).head().nextLong());
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity"})
  void endsWhenTheLossDiverges(double loss) {
    bench.recipe = Recipes.epochs(5);
    bench.engine.lossOfEpoch = epoch -> epoch < 2 ? 1 : loss;
    CellRecord record = run("drawn");
    assertThat(record.status()).isEqualTo(CellStatus.DIVERGED);
    assertThat(record.reason())
        .isEqualTo("The loss became %s in epoch 2; lower training.learning-rate", loss);
    assertThat(record.epochs()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throws   | STRATEGY_ERROR   | 1 | Strategy throws, selecting for epoch 1, threw",
        "toomuch  | BUDGET_VIOLATION | 0 | Strategy toomuch selected 100 parameters in epoch 0, its"
            + " budget is 50",
        "erring   | STRATEGY_ERROR   | 0 | Strategy erring, selecting for epoch 0, threw",
        "refusing | STRATEGY_ERROR   | 0 | Strategy refusing, starting, refused: too small a"
            + " budget; raise it",
      })
  void endsWithTheStatusOfAFaultyStrategy(
      String strategy, CellStatus status, int epochs, String reason) {
    CellRecord record = run(strategy);
    assertThat(record.status()).isEqualTo(status);
    assertThat(record.reason()).startsWith(reason);
    assertThat(record.epochs()).hasSize(epochs);
    assertThat(record.parametersOutsideBudget())
        .isEqualTo(strategy.equals("refusing") ? null : Long.valueOf(7));
    assertThat(bench.engine.closed).isEqualTo(bench.engine.opened);
  }

  @Test
  void endsWithAnErrorOfTheEngine() {
    bench.engine.lossOfEpoch =
        epoch -> {
          throw new IllegalStateException("no such primitive");
        };
    CellRecord record = run("drawn");
    assertThat(record.status()).isEqualTo(CellStatus.ERROR);
    assertThat(record.reason()).isEqualTo("java.lang.IllegalStateException: no such primitive");
    assertThat(bench.engine.closed).isEqualTo(1);
  }

  @Test
  void endsWithAnErrorOfANativeLibrary() {
    bench.engine.lossOfEpoch =
        epoch -> {
          throw new UnsatisfiedLinkError("libdnnl.so");
        };
    assertThat(run("drawn").reason()).isEqualTo("java.lang.UnsatisfiedLinkError: libdnnl.so");
  }

  @Test
  void saysWhatToDoWhenMemoryRunsOut() {
    bench.engine.lossOfEpoch =
        epoch -> {
          throw new OutOfMemoryError("native");
        };
    CellRecord record = run("drawn");
    assertThat(record.status()).isEqualTo(CellStatus.OUT_OF_MEMORY);
    assertThat(record.reason())
        .isEqualTo(
            "java.lang.OutOfMemoryError: native; lower training.batch or training.image-size");
  }

  @Test
  void endsWhenASelectionTakesTooLong() {
    bench.limits = new Limits(Duration.ofSeconds(1));
    CellRecord record = run("sleeping");
    assertThat(record.status()).isEqualTo(CellStatus.TIMEOUT);
    assertThat(record.reason())
        .startsWith("Strategy sleeping, selecting for epoch 0, took longer than 1 s");
    assertThat(bench.engine.closed).isEqualTo(bench.engine.opened);
  }
}
