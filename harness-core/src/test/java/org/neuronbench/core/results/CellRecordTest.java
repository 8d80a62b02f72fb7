package org.neuronbench.core.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CellRecordTest {

  @Test
  void summarisesItsEpochs() {
    CellRecord cell =
        Records.cell(
            "a",
            CellStatus.OK,
            "",
            Records.epoch(0, 0.5, null, null),
            Records.epoch(1, 0.9, null, null),
            Records.epoch(2, 0.7, null, null));
    assertThat(Metrics.BEST_TOP1.of(cell)).hasValue(0.9);
    assertThat(cell.lastEpoch())
        .isNotNull()
        .extracting(e -> e.valueOrNan(Metrics.FINAL_TOP1))
        .isEqualTo(0.7);
    assertThat(Metrics.TRAIN_SECONDS.of(cell)).hasValue(6);
    assertThat(Metrics.PARAMETERS_UPDATED.of(cell)).hasValue(190);
  }

  @Test
  void hasNoAccuracyWithoutAnEpoch() {
    CellRecord cell = Records.cell("a", CellStatus.ERROR, "why");
    assertThat(Metrics.BEST_TOP1.of(cell)).isEmpty();
    assertThat(cell.lastEpoch()).isNull();
    assertThat(Metrics.PARAMETERS_UPDATED.of(cell)).isEmpty();
  }

  @Test
  void leavesOutWhatDiffersBetweenTwoRunsOfTheSameCell() {
    CellRecord timeless = Records.ok("a").withoutTimes();
    assertThat(Metrics.TRAIN_SECONDS.of(timeless)).isEmpty();
    assertThat(timeless.epochs())
        .extracting(e -> e.valueOrNan(Metrics.FINAL_TOP1))
        .containsExactly(0.5, 0.75);
    assertThat(timeless.provenance()).containsOnlyKeys("engine", "processors");
  }

  @ParameterizedTest
  @EnumSource(CellStatus.class)
  void aStatusIsFoundByItsName(CellStatus status) {
    assertThat(status.id()).matches("[a-z]+(-[a-z]+)*");
    assertThat(CellStatus.of(status.id())).isEqualTo(status);
  }
}
