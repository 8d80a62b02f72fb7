package org.neuronbench.reports.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.neuronbench.reports.Cells.cell;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.Cells;

class LedgerRowTest {

  @Test
  void chargesFailedCellsToo() {
    CellRecord failed = cell("a").seed(2).epoch(0.1).failed(CellStatus.DIVERGED, "NaN").build();
    assertThat(row(Cells.ok("a", 1, 0.5), failed).total(Metrics.TRAIN_SECONDS)).hasValue(4);
  }

  @Test
  void hasOverheadOfSelectAndObserve() {
    // 0.25 + 0.5 of 0.75 + 2 seconds
    assertThat(row(Cells.ok("a", 1, 0.5)).overheadPercent().orElseThrow())
        .isCloseTo(27.2727, within(1e-4));
  }

  @Test
  void comparesTimeWithFull() {
    CellRecord full = cell("full").budget("unlimited", 2000).epoch(0.5).epoch(0.6).build();
    assertThat(row(Cells.ok("a", 1, 0.5), full).percentOfFull()).hasValue(50);
  }

  @Test
  void measuresNothingWithoutEpochsOrFull() {
    LedgerRow row = row(Cells.failed("a", CellStatus.ERROR, "x"));
    assertThat(row.total(Metrics.TRAIN_SECONDS)).isEmpty();
    assertThat(row.overheadPercent()).isEmpty();
    assertThat(row.percentOfFull()).isEmpty();
  }

  private static LedgerRow row(CellRecord... cells) {
    Leaderboard leaderboard = Leaderboard.of(List.of(cells));
    return LedgerRow.of(leaderboard.results().get(0), leaderboard);
  }
}
