package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.PackedBits;
import org.neuronbench.core.strategies.Plain.Often;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.Progress;
import org.neuronbench.spi.Signal;

/**
 * A strategy is asked as often as it says, and told what happened since. Epochs have four steps.
 */
class ReselectionTest {

  private final FakeBench bench = new FakeBench();

  @BeforeEach
  void clear() {
    Often.SHOWN.clear();
  }

  private CellRecord run(String every) {
    return run(new StrategyEntry("often", Map.of("every", every)));
  }

  private CellRecord run(StrategyEntry strategy) {
    CellSpec cell = bench.plan(List.of(strategy)).cells().get(0);
    return bench.trials().run(cell, Trials.Watch.NONE).record();
  }

  private static List<String> asked() {
    return Often.SHOWN.stream().map(e -> e.index() + "." + e.progress().step()).toList();
  }

  @Test
  void everyTwoStepsAsksTwiceAnEpoch() {
    run("2 steps");
    assertThat(asked()).containsExactly("0.0", "0.2", "1.0", "1.2");
    assertThat(bench.engine.selections.stream().map(s -> s.neurons().boxed().toList()))
        .containsExactly(List.of(0), List.of(1, 15), List.of(2), List.of(3, 15));
  }

  @ParameterizedTest
  @CsvSource({
    "3 steps, 0.0 0.3 1.0 1.3",
    "1 steps, 0.0 0.1 0.2 0.3 1.0 1.1 1.2 1.3",
    "9 steps, 0.0 1.0"
  })
  void stepsAreCountedAnewInEveryEpoch(String every, String asked) {
    run(every);
    assertThat(String.join(" ", asked())).isEqualTo(asked);
  }

  @Test
  void everyTwoEpochsKeepsTheSelectionInBetween() {
    bench.recipe = Recipes.epochs(5);
    CellRecord record = run("2 epochs");
    assertThat(asked()).containsExactly("0.0", "2.0", "4.0");
    assertThat(bench.engine.selections.stream().map(s -> s.neurons().boxed().toList()))
        .containsExactly(List.of(0), List.of(0), List.of(1, 15), List.of(1, 15), List.of(2));
    assertThat(record.epochs())
        .extracting(e -> e.valueOrNan(Metrics.NEURONS_UPDATED))
        .containsExactly(1.0, 1.0, 2.0, 2.0, 1.0);
  }

  /** The loss of an image is the number of its step; see {@link FakeEngine} for the classes. */
  @Test
  void progressTellsWhatHappenedSince() {
    run("2 steps");
    List<Progress> progress = Often.SHOWN.stream().map(Epoch::progress).toList();
    assertThat(progress).extracting(Progress::steps).containsOnly(4);
    assertThat(progress).extracting(Progress::loss).containsExactly(Double.NaN, 0.5, 2.5, 4.5);
    assertThat(progress)
        .extracting(Progress::accuracy)
        .containsExactly(Double.NaN, 0.75, 0.75, 0.75);
    assertThat(progress.get(0).classAccuracy()).containsOnly(Double.NaN);
    assertThat(progress.get(3).classAccuracy()).containsExactly(0.5, 1.0);
    List<Double> rates = bench.engine.learningRates;
    assertThat(progress)
        .extracting(Progress::learningRate)
        .containsExactly(rates.get(0), rates.get(2), rates.get(4), rates.get(6));
  }

  @Test
  void everyQuestionComesWithWhatWasObserved() {
    run("2 steps");
    assertThat(Often.SHOWN)
        .extracting(e -> e.observations().signals().size())
        .containsExactly(1, 2, 2, 2);
    assertThat(Often.SHOWN.get(1).observations().values(Signal.LAYER_GRADIENT_NORM)).hasSize(2);
    assertThat(bench.engine.observed).hasSize(4);
  }

  /** Neuron 0 of layer 1 for two steps, neuron 1 and neuron 15, of layer 2, for two. */
  @Test
  void anEpochRecordsTheUnionAndTheMost() {
    EpochRecord epoch = run("2 steps").epochs().get(0);
    assertThat(epoch.selectedPerLayer()).containsExactly(2, 1);
    assertThat(PackedBits.decode(String.valueOf(epoch.selectedNeurons()), 20))
        .isEqualTo(BitSet.valueOf(new long[] {1 + 2 + (1 << 15)}));
    assertThat(epoch.valueOrNan(Metrics.NEURONS_UPDATED)).isEqualTo(3);
    assertThat(epoch.valueOrNan(Metrics.PARAMETERS_UPDATED)).isEqualTo(4 + 8);
    assertThat(epoch.valueOrNan(Metrics.FLOPS_SAVED)).isEqualTo(100.0 * (1120 - 80) / 1120);
    assertThat(epoch.valueOrNan(Metrics.MEMORY_USE)).isEqualTo(4 * (4 + 64 + 8 + 128));
    assertThat(epoch.valueOrNan(Metrics.OUTPUT_MEMORY_USE)).isEqualTo(4 * (4 + 64 + 8 + 128));
    assertThat(epoch.valueOrNan(Metrics.INT8_USE))
        .isEqualTo(5 + (4 + 64) + (8 + 128) + (60 + 30) + (20 + 3));
    assertThat(epoch.valueOrNan(Metrics.BACKWARD_MACS)).isEqualTo(64 + 32 + 160);
    int maps = 5 + 64 + 128;
    int mask = (15 * 16 + 5 * 4 + 4) / 8;
    assertThat(epoch.valueOrNan(Metrics.PREDICTED_SAVED_BYTES)).isEqualTo(4 * (4 * maps + mask));
  }

  /** Of 40 MACs an image 30 ran; an observation takes 80, an epoch has 16 images. */
  @ParameterizedTest
  @CsvSource({"1 epochs, 12.5, 12.5", "2 epochs, 12.5, 25", "2 steps, 0, 0", "1 steps, -25, -25"})
  void observationsAreChargedToTheEpochThatUsesThem(String every, double first, double second) {
    bench.engine.observationMacs = 80L;
    assertThat(run(every).epochs())
        .extracting(e -> e.valueOrNan(Metrics.EXECUTED_MACS_SAVED))
        .containsExactly(first, second);
  }

  @Test
  void whatAnObservationTakesMayBeThePeak() {
    bench.engine.observationBytes = 2000L;
    assertThat(run("2 epochs").epochs())
        .extracting(e -> e.valueOrNan(Metrics.PEAK_BYTES))
        .containsExactly(2000.0, 1000.0);
  }

  @Test
  void anObservationThatWasNotCountedLeavesTheEpochUnmeasured() {
    bench.engine.observationMacs = null;
    bench.engine.observationBytes = null;
    assertThat(run("2 epochs").epochs())
        .extracting(e -> e.value(Metrics.EXECUTED_MACS_SAVED).isPresent())
        .containsExactly(false, true);
    assertThat(run("2 epochs").epochs())
        .extracting(e -> e.value(Metrics.PEAK_BYTES).isPresent())
        .containsExactly(false, true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throwswithin  | STRATEGY_ERROR | 1 | Strategy throwswithin, selecting for step 2 of epoch 1,"
            + " threw java.lang.IllegalStateException: no idea at ",
        "toomuchwithin | BUDGET_VIOLATION | 0 | Strategy toomuchwithin selected 100 parameters in epoch"
            + " 0, its budget is 50",
        "nullreselection | STRATEGY_ERROR | 0 | Strategy nullreselection returned null saying how often"
            + " to ask it",
      })
  void aStrategyThatFailsInBetweenEndsItsCell(
      String strategy, CellStatus status, int epochs, String reason) {
    CellRecord record = run(new StrategyEntry(strategy, Map.of()));
    assertThat(record.status()).isEqualTo(status);
    assertThat(record.reason()).startsWith(reason);
    assertThat(record.epochs()).hasSize(epochs);
    assertThat(bench.engine.closed).isEqualTo(1);
  }
}
