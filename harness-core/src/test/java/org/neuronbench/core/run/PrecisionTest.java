package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.InputException;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.engine.TrainingEngine.Unfit;
import org.neuronbench.core.experiment.BudgetSpec;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.Metrics;

/** What the precision of a recipe does to cells, budgets and sessions. */
class PrecisionTest {

  private final FakeBench bench = new FakeBench();

  private CellSpec cell(Precision precision) {
    bench.recipe = Recipes.epochs(2).with(Settings.PRECISION, precision);
    return bench.plan("drawn").cells().get(0);
  }

  private CellRecord run(CellSpec cell) {
    return bench.trials().run(cell, Trials.Watch.NONE).record();
  }

  @Test
  void itIsPartOfACellUnlessItIsTheDefault() {
    String before = bench.plan("drawn").cells().get(0).id();
    assertThat(cell(Precision.FLOAT32).id()).isNotEqualTo(cell(Precision.BFLOAT16).id());
    bench.recipe = Recipes.epochs(2);
    assertThat(bench.plan("drawn").cells().get(0).id()).isEqualTo(before);
    bench.recipe = Recipes.epochs(2).with(Settings.FORCE_PRECISION, true);
    assertThat(bench.plan("drawn").cells().get(0).id()).isEqualTo(before);
  }

  @Test
  void sessionsAreOpenedInIt() {
    run(cell(Precision.BFLOAT16));
    run(cell(Precision.FLOAT32));
    assertThat(bench.engine.settings)
        .extracting(settings -> settings.precision())
        .containsExactly(Precision.BFLOAT16, Precision.FLOAT32);
  }

  /** 100 weights of 4 bytes, and 12 channels of 16 values of 2; by name, values of 4. */
  @Test
  void aBudgetOfMemoryCountsValuesAsTheyAreKept() {
    bench.budgets =
        List.of(BudgetSpec.parse("memory: 25%"), BudgetSpec.parse("input-channel-fp32: 25%"));
    bench.recipe = Recipes.epochs(2).with(Settings.PRECISION, Precision.BFLOAT16);
    List<CellSpec> cells = bench.plan("drawn").cells();
    assertThat(cells)
        .extracting(CellSpec::budgetText)
        .containsExactly("memory: 25%", "input-channel-fp32: 25%");
    assertThat(cells)
        .extracting(cell -> cell.costModel().toString())
        .containsExactly("input-channel-bf16", "input-channel-fp32");
    assertThat(cells).extracting(cell -> cell.budget().limit()).containsExactly(196L, 292L);
    CellRecord record = run(cells.get(0));
    assertThat(record.networkCost()).isEqualTo(784);
    assertThat(record.epochs())
        .extracting(epoch -> epoch.valueOrNan(Metrics.BFLOAT16_USE))
        .allMatch(bytes -> bytes > 0 && bytes <= 196);
  }

  @Test
  void whatAnEngineCannotComputeIsRefused() {
    bench.engine.unfit = Optional.of(new Unfit("computes in float32 only", false));
    assertThatThrownBy(() -> run(cell(Precision.BFLOAT16)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "training.precision is 'bfloat16', but engine fake-engine computes in float32 only; use float32");
    assertThatThrownBy(() -> bench.engine.require(Precision.BFLOAT16, true))
        .isInstanceOf(InputException.class);
    run(cell(Precision.FLOAT32));
  }

  @Test
  void whatItComputesSlowlyMustBeForced() {
    bench.engine.unfit = Optional.of(new Unfit("would emulate it", true));
    assertThatThrownBy(() -> bench.engine.require(Precision.BFLOAT16, false))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "training.precision is 'bfloat16', but engine fake-engine would emulate it; use float32, or set"
                + " training.force-precision: true");
    bench.engine.require(Precision.BFLOAT16, true);
  }
}
