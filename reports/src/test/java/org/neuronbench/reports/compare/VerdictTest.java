package org.neuronbench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.neuronbench.reports.compare.Grid.BEFORE;
import static org.neuronbench.reports.compare.Grid.cells;
import static org.neuronbench.reports.compare.Grid.shifted;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.Cells;
import org.neuronbench.reports.statistics.Interval;

class VerdictTest {

  @ParameterizedTest
  @CsvSource({
    "-2.0, 0.5, WORSE",
    "2.0, 0.5, BETTER",
    "-0.2, 0.4, EQUIVALENT",
    "-0.9, 0.1, EQUIVALENT", // more than chance, but less than the margin
    "-0.9, 0.6, UNDECIDED", // more than chance, on either side of the margin
    "-2.0, 3.0, UNDECIDED", // at least the margin, but may be chance
    "-2.0, 0.0, WORSE", // the same on every seed
  })
  void followsFromChangeSpreadAndMargin(double shift, double noise, Verdict expected) {
    assertThat(change(shift, noise).verdict()).isEqualTo(expected);
  }

  @Test
  void theMarginIsTheUsers() {
    CompareSettings wide = new CompareSettings(3, OptionalDouble.empty(), false, Metrics.STANDARD);
    Comparison comparison =
        Grid.compare(cells("velocity", BEFORE), cells("velocity", shifted(-2, 0.5)), wide);
    assertThat(Grid.only(comparison).verdict()).isEqualTo(Verdict.EQUIVALENT);
  }

  @Test
  void saysHowMuchChanged() {
    AccuracyChange change = change(-2, 0.5).accuracy().orElseThrow();
    assertThat(change.seeds()).isEqualTo(5);
    assertThat(change.baseline()).isCloseTo(80.5, within(1e-9));
    assertThat(change.current()).isCloseTo(78.5, within(1e-9));
    assertThat(change.change()).isCloseTo(-2, within(1e-9));
    // 2.1318 is the 95 % quantile of t with 4 degrees of freedom; s = 0.5 sqrt(2.5 / 4)
    double half = 2.131847 * 0.5 * Math.sqrt(2.5 / 4) / Math.sqrt(5);
    assertThat(change.interval().orElseThrow().low()).isCloseTo(-2 - half, within(1e-5));
    assertThat(change.interval().orElseThrow().confidence()).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void identicalRunsAreEquivalentEvenWithOneSeed() {
    EntryComparison same = Grid.only(Grid.compare(cells("velocity", 80), cells("velocity", 80)));
    assertThat(same.verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(same.reason()).isEqualTo("identical in every epoch");
    assertThat(same.accuracy().orElseThrow().interval())
        .contains(new Interval(0, 0, Judge.CONFIDENCE));
  }

  @Test
  void oneSeedIsUndecidedAndHasNoInterval() {
    EntryComparison one = Grid.only(Grid.compare(cells("velocity", 80), cells("velocity", 60)));
    assertThat(one.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(one.accuracy().orElseThrow().interval()).isEmpty();
    assertThat(one.accuracy().orElseThrow().adjustedP()).isEmpty();
    assertThat(one.reason()).contains("one common seed", "not available");
  }

  @Test
  void pairsCommonSeedsAndNamesTheOthers() {
    List<CellRecord> current = new ArrayList<>(cells("velocity", shifted(-2, 0.5)));
    current.remove(0);
    current.add(Cells.ok("velocity", 77, 0.99));
    EntryComparison entry = Grid.only(Grid.compare(cells("velocity", BEFORE), current));
    assertThat(entry.accuracy().orElseThrow().seeds()).isEqualTo(4);
    assertThat(entry.notes())
        .containsExactly("no current result for seed 0", "no baseline for seed 77");
  }

  @Test
  void aCellThatFailsNowIsWorseWhateverTheOthersSay() {
    List<CellRecord> current = new ArrayList<>(cells("velocity", BEFORE));
    current.set(
        3, Cells.cell("velocity").seed(3).failed(CellStatus.DIVERGED, "The loss was NaN").build());
    EntryComparison entry = Grid.only(Grid.compare(cells("velocity", BEFORE), current));
    assertThat(entry.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(entry.reason())
        .isEqualTo("ok in the baseline, fails now: seed 3 (diverged: The loss was NaN)");
  }

  @Test
  void aCellThatWasStoppedIsMissingAndNotWorse() {
    List<CellRecord> current = new ArrayList<>(cells("velocity", BEFORE));
    current.set(3, Cells.cell("velocity").seed(3).failed(CellStatus.CANCELLED, "Ctrl-C").build());
    EntryComparison entry = Grid.only(Grid.compare(cells("velocity", BEFORE), current));
    assertThat(entry.verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(entry.notes()).containsExactly("no current result for seed 3");
  }

  @Test
  void aCellThatFailedBeforeAndIsOkNowIsNoted() {
    List<CellRecord> baseline = new ArrayList<>(cells("velocity", BEFORE));
    baseline.set(
        0, Cells.cell("velocity").seed(0).failed(CellStatus.OUT_OF_MEMORY, "heap").build());
    EntryComparison entry = Grid.only(Grid.compare(baseline, cells("velocity", BEFORE)));
    assertThat(entry.verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(entry.notes()).containsExactly("failed in the baseline and is ok now: seed 0");
  }

  @Test
  void correctsForTheEntriesTestedButNotForIdenticalOnes() {
    List<CellRecord> baseline = new ArrayList<>(cells("velocity", BEFORE));
    List<CellRecord> current = new ArrayList<>(cells("velocity", shifted(-2, 0.5)));
    OptionalDouble alone = p(Grid.compare(baseline, current));
    baseline.addAll(cells("untouched", BEFORE));
    current.addAll(cells("untouched", BEFORE));
    assertThat(p(Grid.compare(baseline, current))).isEqualTo(alone);
    baseline.addAll(cells("noisy", BEFORE));
    current.addAll(cells("noisy", shifted(0, 0.5)));
    assertThat(p(Grid.compare(baseline, current)).orElseThrow())
        .isCloseTo(2 * alone.orElseThrow(), within(1e-12));
  }

  private static OptionalDouble p(Comparison comparison) {
    return comparison.entries().stream()
        .filter(entry -> entry.strategy().equals("velocity"))
        .findFirst()
        .flatMap(EntryComparison::accuracy)
        .orElseThrow()
        .adjustedP();
  }

  private static EntryComparison change(double shift, double noise) {
    return Grid.only(
        Grid.compare(cells("velocity", BEFORE), cells("velocity", shifted(shift, noise))));
  }
}
