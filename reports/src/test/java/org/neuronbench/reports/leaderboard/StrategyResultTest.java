package org.neuronbench.reports.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.neuronbench.reports.Cells.cell;
import static org.neuronbench.reports.Cells.ok;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

class StrategyResultTest {

  @Test
  void averagesOverEpochsThenCells() {
    StrategyResult result =
        result(
            cell("a").seed(1).epoch(0.5, 100, null, null).epoch(0.6, 200, null, null).build(),
            cell("a").seed(2).epoch(0.5, 50, null, null).build());
    assertThat(result.value(Metrics.PARAMETERS_UPDATED).orElseThrow()).isCloseTo(100, within(1e-9));
    assertThat(result.value(Metrics.TRAIN_SECONDS).orElseThrow()).isCloseTo(3, within(1e-9));
    assertThat(result.bestTop1().orElseThrow().mean()).isCloseTo(0.55, within(1e-9));
  }

  @Test
  void leavesOutWhatWasNotMeasured() {
    StrategyResult result = result(ok("a", 1, 0.5));
    assertThat(result.value(Metrics.EXECUTED_MACS_SAVED)).isEmpty();
    assertThat(result.value(Metrics.PEAK_BYTES)).isEmpty();
  }

  @Test
  void averagesTheMeasuredPartOnly() {
    StrategyResult result =
        result(
            cell("a").seed(1).epoch(0.5, 1, 30.0, 10L).epoch(0.5, 1, null, null).build(),
            ok("a", 2, 0.5));
    assertThat(result.value(Metrics.EXECUTED_MACS_SAVED)).hasValue(30.0);
    assertThat(result.value(Metrics.PEAK_BYTES)).hasValue(10);
  }

  @Test
  void endsTheLearningCurveWithTheShortestCell() {
    StrategyResult result =
        result(
            cell("a").seed(1).epoch(0.2).epoch(0.4).epoch(0.9).build(),
            cell("a").seed(2).epoch(0.4).epoch(0.8).build());
    assertThat(result.epochs()).isEqualTo(2);
    assertThat(result.top1After(0).orElseThrow().mean()).isCloseTo(0.3, within(1e-12));
    assertThat(result.top1After(1).orElseThrow().mean()).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void isOutsideItsBudgetIfAnyCellWasShownAnOracle() {
    StrategyResult result =
        result(ok("a", 1, 0.5), cell("a").seed(2).oracles(Signal.FISHER).epoch(0.5).build());
    assertThat(result.oracles()).containsExactly("fisher");
    assertThat(result.outsideBudget()).isTrue();
    assertThat(result(ok("a", 1, 0.5)).outsideBudget()).isFalse();
  }

  /** A cell that ended before its strategy was asked says nothing of its unit. */
  @Test
  void takesTheUnitOfACellThatEndedWell() {
    StrategyResult result =
        result(
            cell("a").failed(CellStatus.ERROR, "went").build(),
            cell("a").seed(2).unit(Unit.INPUT_CHANNEL).epoch(0.5).build());
    assertThat(result.unit()).isEqualTo("input-channel");
  }

  private static StrategyResult result(CellRecord... cells) {
    return Leaderboard.of(List.of(cells)).results().get(0);
  }
}
