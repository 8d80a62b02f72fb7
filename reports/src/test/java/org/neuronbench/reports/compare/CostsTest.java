package org.neuronbench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.Cells;

class CostsTest {

  private static final CompareSettings STRICT_COSTS =
      new CompareSettings(1, OptionalDouble.of(5), false, Metrics.STANDARD);

  @Test
  void comparesCountsExactly() {
    Costs costs = costs(cell(100, 60.0, 1000L, "a"), cell(110, 50.0, 2000L, "a"));
    assertThat(costs.of("parameters-updated").percent().orElseThrow()).isCloseTo(10, within(1e-9));
    assertThat(costs.of("executed-macs-percent").baseline()).hasValue(40);
    assertThat(costs.of("executed-macs-percent").percent().orElseThrow())
        .isCloseTo(25, within(1e-9));
    assertThat(costs.of("peak-bytes").percent()).hasValue(100);
    assertThat(costs.of("seconds").percent()).hasValue(0);
  }

  @Test
  void timeAndMemoryOfAnotherMachineAreNotCompared() {
    Costs costs = costs(cell(100, 60.0, 1000L, "Xeon"), cell(100, 60.0, 2000L, "EPYC"));
    assertThat(costs.of("seconds").percent()).isEmpty();
    assertThat(costs.of("peak-bytes").why())
        .isEqualTo("not comparable: other machine (cpu Xeon -> EPYC)");
    assertThat(costs.of("executed-macs-percent").percent()).hasValue(0);
  }

  @Test
  void whatWasNotMeasuredIsNotComparedAndNotZero() {
    Costs costs = costs(cell(100, null, null, "a"), cell(100, 60.0, null, "a"));
    assertThat(costs.of("executed-macs-percent").percent()).isEmpty();
    assertThat(costs.of("executed-macs-percent").why()).isEqualTo("not measured");
  }

  @Test
  void growthIsWorseOnlyIfALimitIsGiven() {
    List<CellRecord> before = List.of(cell(100, 60.0, null, "a"));
    List<CellRecord> after = List.of(cell(100, 50.0, null, "a"));
    assertThat(Grid.only(Grid.compare(before, after)).verdict()).isEqualTo(Verdict.EQUIVALENT);
    EntryComparison judged = Grid.only(Grid.compare(before, after, STRICT_COSTS));
    assertThat(judged.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(judged.reason()).isEqualTo("executed-macs-percent (+25.0 %) grew by more than 5 %");
  }

  @Test
  void growthWithinTheLimitIsFine() {
    List<CellRecord> before = List.of(cell(100, 60.0, null, "a"));
    List<CellRecord> after = List.of(cell(100, 58.5, null, "a"));
    assertThat(Grid.only(Grid.compare(before, after, STRICT_COSTS)).verdict())
        .isEqualTo(Verdict.EQUIVALENT);
  }

  private static Costs costs(CellRecord before, CellRecord after) {
    return Grid.only(Grid.compare(List.of(before), List.of(after))).costs().orElseThrow();
  }

  private static CellRecord cell(long parameters, Double saved, Long bytes, String cpu) {
    return Cells.cell("velocity")
        .provenance(Map.of("cpu", cpu))
        .epoch(0.8, parameters, saved, bytes)
        .build();
  }
}
