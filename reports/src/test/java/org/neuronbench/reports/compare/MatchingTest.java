package org.neuronbench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.neuronbench.reports.compare.Grid.BEFORE;
import static org.neuronbench.reports.compare.Grid.cells;
import static org.neuronbench.reports.compare.Grid.shifted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.InputException;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.Cells;
import org.neuronbench.spi.CostModel;

class MatchingTest {

  @Test
  void namesWhatIsOnOneSideOnly() {
    List<CellRecord> baseline = new ArrayList<>(cells("velocity", BEFORE));
    List<CellRecord> current = new ArrayList<>(baseline);
    baseline.addAll(cells("old", BEFORE));
    current.addAll(cells("new", BEFORE));
    Comparison comparison = Grid.compare(baseline, current);
    assertThat(comparison.entries())
        .extracting(entry -> entry.strategy() + " " + entry.verdict().id())
        .containsExactly("new new", "old missing", "velocity equivalent");
    assertThat(comparison.regressed()).isFalse();
    assertThat(comparison.undecided()).isTrue();
  }

  @Test
  void otherBudgetsAreOtherEntries() {
    Comparison comparison =
        Grid.compare(
            cells("velocity", BEFORE),
            concat(
                cells("velocity", BEFORE),
                cells("velocity", cell -> cell.budget("30%", 600), BEFORE)));
    assertThat(comparison.entries())
        .extracting(EntryComparison::verdict)
        .containsExactly(Verdict.EQUIVALENT, Verdict.NEW);
  }

  @Test
  void budgetsOfOtherCostModelsAreOtherEntries() {
    Comparison comparison =
        Grid.compare(
            concat(cells("velocity", BEFORE), cells("velocity", macs(), BEFORE)),
            cells("velocity", macs(), BEFORE));
    assertThat(comparison.entries())
        .extracting(entry -> entry.budget() + " " + entry.verdict().id())
        .containsExactly("10% missing", "10% equivalent");
  }

  private static UnaryOperator<Cells> macs() {
    return cell -> cell.budget("10%", CostModel.MACS, 9, 99);
  }

  /** What a strategy reads is its own, as its code is. */
  @Test
  void otherFilesOfAStrategyAreNoOtherSettings() {
    EntryComparison entry =
        Grid.only(
            Grid.compare(
                cells("velocity", reading("aaaaaa", "5", "11"), BEFORE),
                cells("velocity", reading("bbbbbb", "6", "22"), shifted(-3, 0.5))));
    assertThat(entry.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(entry.notes()).containsExactly("settings differ: engine.onednn 5 -> 6");
  }

  private static UnaryOperator<Cells> reading(String settings, String onednn, String file) {
    return cell ->
        cell.settings(settings)
            .provenance(
                Map.of(
                    "cell",
                    Map.of(
                        "engine", Map.of("onednn", onednn),
                        "strategy-files", Map.of("scheme", file))));
  }

  @Test
  void aChangedRecipeIsNotComparedUnlessAskedFor() {
    List<CellRecord> baseline = cells("velocity", recipe("aaaaaa", 10, "5"), BEFORE);
    List<CellRecord> current = cells("velocity", recipe("bbbbbb", 12, "5"), shifted(-3, 0.5));
    EntryComparison entry = Grid.only(Grid.compare(baseline, current));
    assertThat(entry.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(entry.reason())
        .isEqualTo(
            "settings differ (recipe.epochs 10 -> 12); --across-settings compares all the same");
    CompareSettings across = new CompareSettings(1, OptionalDouble.empty(), true, Metrics.STANDARD);
    EntryComparison asked = Grid.only(Grid.compare(baseline, current, across));
    assertThat(asked.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(asked.notes()).containsExactly("settings differ: recipe.epochs 10 -> 12");
  }

  @Test
  void anotherEngineVersionIsComparedAndNoted() {
    EntryComparison entry =
        Grid.only(
            Grid.compare(
                cells("velocity", recipe("aaaaaa", 10, "5"), BEFORE),
                cells("velocity", recipe("bbbbbb", 10, "6"), shifted(-3, 0.5))));
    assertThat(entry.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(entry.notes()).containsExactly("settings differ: engine.onednn 5 -> 6");
  }

  @Test
  void severalSettingsInOneFolderArePairedEachWithItsOwn() {
    List<CellRecord> both =
        concat(
            cells("velocity", recipe("aaaaaa", 10, "5"), BEFORE),
            cells("velocity", recipe("bbbbbb", 12, "5"), shifted(1, 0)));
    assertThat(Grid.compare(both, both).entries())
        .extracting(EntryComparison::verdict)
        .containsExactly(Verdict.EQUIVALENT, Verdict.EQUIVALENT);
  }

  @Test
  void refusesASeedThatIsThereTwice() {
    List<CellRecord> twice = concat(cells("velocity", 80), cells("velocity", 70));
    assertThatThrownBy(() -> Grid.compare(cells("velocity", 80), twice))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("results/new holds seed 0 of 'velocity' twice, cells ")
        .hasMessageEndingWith("run into a fresh folder (--out) or delete one of them");
  }

  @Test
  void refusesResultsThatHaveNothingInCommon() {
    assertThatThrownBy(
            () ->
                Grid.compare(
                    cells("velocity", 80), cells("velocity", cell -> cell.dataset("cub"), 80)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "main and results/new have no entry in common (same model, dataset, budget and"
                + " strategy), so there is nothing to compare; the baseline has smallnet on cifar10,"
                + " the current results have smallnet on cub");
  }

  @Test
  void refusesEmptyResults() {
    assertThatThrownBy(() -> new Side("results/new", List.of()))
        .hasMessage("results/new holds no cell; run an experiment into it first");
  }

  private static UnaryOperator<Cells> recipe(String settings, int epochs, String onednn) {
    return cell ->
        cell.settings(settings)
            .provenance(
                Map.of(
                    "cell",
                    Map.of(
                        "recipe", Map.of("epochs", epochs), "engine", Map.of("onednn", onednn))));
  }

  private static List<CellRecord> concat(List<CellRecord> one, List<CellRecord> other) {
    List<CellRecord> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }
}
