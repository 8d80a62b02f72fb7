package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.experiment.BudgetSpec;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.strategies.Plain.Either;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Task;
import org.neuronbench.spi.Unit;

/** What a strategy chooses, what its budget counts, and what it is told and shown. */
class UnitsTest {

  private final FakeBench bench = new FakeBench();

  @BeforeEach
  void clear() {
    Either.RUNS.clear();
  }

  private CellRecord run(String strategy, Map<String, String> parameters) {
    CellSpec cell = bench.plan(List.of(new StrategyEntry(strategy, parameters))).cells().get(0);
    return bench.trials().run(cell, Trials.Watch.NONE).record();
  }

  /** Layers of 15 outputs and 4 inputs, 5 outputs and 8 inputs. */
  @ParameterizedTest
  @CsvSource({"output, OUTPUT_CHANNEL, 15, 5", "input, INPUT_CHANNEL, 4, 8"})
  void theStrategyIsShownItsUnitAndTheRecordNamesIt(
      String parameter, Unit unit, int first, int second) {
    CellRecord record = run("either", Map.of("unit", parameter));
    assertThat(record.status()).isEqualTo(CellStatus.OK);
    assertThat(Either.RUNS).extracting(r -> r.network().unit()).containsExactly(unit);
    assertThat(record.unit()).isEqualTo(unit.id());
    assertThat(record.layerNeurons()).containsExactly(first, second);
    assertThat(record.networkParameters()).isEqualTo(100);
    assertThat(bench.engine.settings.get(0).unit()).isEqualTo(unit);
    assertThat(bench.engine.selections).allMatch(s -> s.network().unit() == unit);
  }

  @Test
  void theStrategyIsToldItsTask() {
    run("either", Map.of());
    assertThat(Either.RUNS).extracting(Run::task).containsExactly(new Task(4, 3, "data-20-6"));
  }

  /** The whole network keeps 4 * (100 weights + 4 * 16 + 8 * 16 inputs) bytes. */
  @ParameterizedTest
  @CsvSource({"output", "input"})
  void aBudgetOfMemoryBoundsWhatIsKept(String unit) {
    bench.budgets = List.of(BudgetSpec.parse("memory: 25%"));
    CellRecord record = run("either", Map.of("unit", unit));
    assertThat(Either.RUNS.get(0).budget())
        .isEqualTo(new Budget(CostModel.INPUT_CHANNEL_FP32, 292));
    assertThat(record.budget()).isEqualTo("memory: 25%");
    assertThat(record.costModel()).isEqualTo("input-channel-fp32");
    assertThat(record.budgetLimit()).isEqualTo(292);
    assertThat(record.networkCost()).isEqualTo(1168);
    assertThat(record.epochs())
        .extracting(e -> e.valueOrNan(Metrics.MEMORY_USE))
        .allMatch(bytes -> bytes > 0 && bytes <= 292);
  }

  @Test
  void moreThanABudgetOfMemoryIsRefusedInItsWords() {
    bench.budgets = List.of(BudgetSpec.parse("macs: 10%"));
    CellRecord record = run("toomuch", Map.of());
    assertThat(record.status()).isEqualTo(CellStatus.BUDGET_VIOLATION);
    assertThat(record.reason())
        .isEqualTo("Strategy toomuch selected 1280 MACs in epoch 0, its budget is 128");
  }

  @Test
  void oracleSignalsAreRecorded() {
    assertThat(run("knowing", Map.of()).oracles()).containsExactly("fisher", "gradient-norm");
    assertThat(bench.engine.settings.get(0).signals())
        .containsExactlyInAnyOrder(Signal.FISHER, Signal.GRADIENT_NORM, Signal.WEIGHT_NORM);
    assertThat(run("watching", Map.of()).oracles()).isEmpty();
  }

  @Test
  void whatTrainingTakesIsRecordedByPart() {
    assertThat(run("drawn", Map.of()).epochs().get(0))
        .extracting(
            e -> e.valueOrNan(Metrics.WEIGHT_BYTES),
            e -> e.valueOrNan(Metrics.SAVED_BYTES),
            e -> e.valueOrNan(Metrics.GRADIENT_BYTES),
            e -> e.valueOrNan(Metrics.OPTIMISER_BYTES),
            e -> e.valueOrNan(Metrics.WORKSPACE_BYTES))
        .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "undecided | Strategy undecided, naming its unit, threw java.lang.IllegalStateException: both at ",
        "nullunit  | Strategy nullunit returned null naming its unit",
      })
  void aStrategyThatNamesNoUnitEndsItsCell(String strategy, String reason) {
    CellRecord record = run(strategy, Map.of());
    assertThat(record.status()).isEqualTo(CellStatus.STRATEGY_ERROR);
    assertThat(record.reason()).startsWith(reason);
    assertThat(record.unit()).isEqualTo("output-channel");
    assertThat(bench.engine.opened).isZero();
  }

  @Test
  void budgetsOfTwoModelsAreTwoCells() {
    bench.budgets =
        List.of(
            BudgetSpec.parse("100"),
            BudgetSpec.parse("su-int8: 100B"),
            BudgetSpec.parse("memory: 100B"),
            BudgetSpec.parse("memory: 100B depthwise-as-released"));
    List<CellSpec> cells = bench.plan("drawn").cells();
    assertThat(cells)
        .extracting(c -> c.identity().get("budget-model"))
        .containsExactly(
            null, "su-int8", "input-channel-fp32", "input-channel-fp32 depthwise-as-released");
    assertThat(cells).extracting(CellSpec::id).doesNotHaveDuplicates();
    assertThat(cells).extracting(CellSpec::settings).containsOnly(cells.get(0).settings());
  }
}
