package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.InputException;
import org.neuronbench.core.experiment.BudgetSpec;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.Plan;
import org.neuronbench.spi.Budget;

class PlannerTest {

  private final FakeBench bench = new FakeBench();

  @Test
  void crossesStrategiesBudgetsAndSeeds() {
    bench.seeds = List.of(1L, 2L);
    bench.budgets = List.of(BudgetSpec.parse("10%"), BudgetSpec.parse("30"));
    Plan plan = bench.plan("drawn", "watching");
    assertThat(plan.cells())
        .hasSize(8)
        .extracting(CellSpec::budget)
        .containsOnly(new Budget(10), new Budget(30));
    assertThat(plan.cells()).extracting(CellSpec::id).doesNotHaveDuplicates();
  }

  @Test
  void runsAReferenceOnceASeedWithoutBudget() {
    bench.budgets = List.of(BudgetSpec.parse("10%"), BudgetSpec.parse("30"));
    assertThat(bench.plan("everything").cells())
        .singleElement()
        .satisfies(
            cell -> {
              assertThat(cell.budgetText()).isEqualTo("unlimited");
              assertThat(cell.budget()).isEqualTo(new Budget(100));
            });
  }

  @Test
  void namesACellForReaders() {
    CellSpec cell =
        bench.plan(List.of(new StrategyEntry("drawn", Map.of("mu", "0.25")))).cells().get(0);
    assertThat(cell.id()).matches("fake_fake_drawn-mu-0\\.25_50-_s0_[0-9a-f]{10}");
    assertThat(cell.label()).isEqualTo("fake on fake, drawn mu=0.25, budget 50%, seed 0");
  }

  @Test
  void theSameExperimentGivesTheSameCells() {
    assertThat(bench.plan("drawn", "watching").cells())
        .extracting(CellSpec::id)
        .isEqualTo(
            new FakeBench().plan("drawn", "watching").cells().stream().map(CellSpec::id).toList());
  }

  @Test
  void whatChangesTheNumbersChangesTheCell() {
    String id = bench.plan("drawn").cells().get(0).id();
    bench.weightsHash = "other";
    String otherWeights = bench.plan("drawn").cells().get(0).id();
    bench.dataset = FakeDataset.of(21, 6);
    String otherData = bench.plan("drawn").cells().get(0).id();
    bench.recipe = Recipes.epochs(3);
    String otherRecipe = bench.plan("drawn").cells().get(0).id();
    bench.engineNumerics = 2;
    String otherEngine = bench.plan("drawn").cells().get(0).id();
    assertThat(List.of(id, otherWeights, otherData, otherRecipe, otherEngine))
        .doesNotHaveDuplicates();
  }

  /** Digits of another script would make another cell of every seed, and run each twice. */
  @Test
  void theDefaultLocaleChangesNoCell() {
    bench.seeds = List.of(42L);
    String id = bench.plan("drawn").cells().get(0).id();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
      assertThat(bench.plan("drawn").cells().get(0).id()).isEqualTo(id).contains("_s42_");
    } finally {
      Locale.setDefault(before);
    }
  }

  /** Settings tell which cells may be compared: all but strategy, budget and seed. */
  @Test
  void strategyBudgetAndSeedShareTheirSettings() {
    bench.seeds = List.of(1L, 2L);
    bench.budgets = List.of(BudgetSpec.parse("10%"), BudgetSpec.parse("30"));
    List<CellSpec> cells = bench.plan("drawn", "everything").cells();
    bench.recipe = Recipes.epochs(3);
    assertThat(cells).extracting(CellSpec::settings).containsOnly(cells.get(0).settings());
    assertThat(bench.plan("drawn").cells().get(0).settings()).isNotEqualTo(cells.get(0).settings());
  }

  @Test
  void keepsALongNameShortEnoughForAFolder() {
    String longValue = "0." + "0".repeat(300) + "1";
    Plan plan = bench.plan(List.of(new StrategyEntry("drawn", Map.of("mu", longValue))));
    assertThat(plan.cells().get(0).id()).hasSize(120 + 1 + 10);
  }

  @Test
  void remarksOnRandomWeights() {
    bench.weightsHash = "random";
    assertThat(bench.plan("drawn", "watching").remarks())
        .containsExactly("fake starts from random weights; nothing was pretrained");
  }

  @Test
  void remarksOnABudgetThatBoundsNothing() {
    bench.budgets = List.of(BudgetSpec.parse("101"));
    Plan plan = bench.plan("drawn");
    assertThat(plan.remarks())
        .containsExactly(
            "budget 101 exceeds the 100 convolution parameters of fake: it bounds nothing there");
    assertThat(plan.cells().get(0).budget()).isEqualTo(new Budget(100));
  }

  @ParameterizedTest
  @CsvSource({"5, 4, 2", "6, 4, 3", "1, 1, 1"})
  void refusesADatasetWithoutOneBatch(int images, int batch, int velocityImages) {
    bench.dataset = FakeDataset.of(images, 6);
    bench.recipe = Recipes.of(1, 0, batch, velocityImages);
    assertThatThrownBy(() -> bench.plan("drawn"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Dataset fake has %d training images; %d held out for observations leave less than one"
                + " batch of %d; lower training.batch or training.velocity-images, or raise"
                + " train-limit",
            images, velocityImages, batch);
  }

  @Test
  void refusesADatasetWithoutATestImage() {
    bench.dataset = FakeDataset.of(20, 0);
    assertThatThrownBy(() -> bench.plan("drawn"))
        .isInstanceOf(InputException.class)
        .hasMessage("Dataset fake has no test image");
  }

  @Test
  void refusesAStrategyThatIsNotLoaded() {
    assertThatThrownBy(() -> bench.plan("none"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Strategy 'none' is not loaded, expected one of drawn, ");
  }
}
