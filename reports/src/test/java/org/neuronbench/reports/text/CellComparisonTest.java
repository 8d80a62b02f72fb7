package org.neuronbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neuronbench.reports.Cells.cell;

import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.Cells;

class CellComparisonTest {

  private static final CellRecord MEASURED =
      cell("a").measured(Metrics.MEMORY_USE, 1000).epoch(0.5).build();

  @Test
  void whatWasNotKnownThenIsNoDifference() {
    CellComparison comparison = CellComparison.of(Cells.ok("a", 1, 0.5), MEASURED);
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.text()).doesNotContain(Metrics.MEMORY_USE.title());
  }

  @Test
  void whatIsNoLongerMeasuredIsADifference() {
    assertThat(CellComparison.of(MEASURED, Cells.ok("a", 1, 0.5)).differences())
        .containsExactly("epoch 0, Memory bytes: 1000, then null");
  }

  @Test
  void whatEveryRecordHasIsCompared() {
    assertThat(CellComparison.of(Cells.ok("a", 1, 0.25), MEASURED).differences())
        .containsExactly("epoch 0, Final top-1 %: 0.25, then 0.5");
    assertThat(CellComparison.of(cell("a").epoch(Double.NaN).build(), MEASURED).differences())
        .containsExactly("epoch 0, Final top-1 %: null, then 0.5");
  }
}
