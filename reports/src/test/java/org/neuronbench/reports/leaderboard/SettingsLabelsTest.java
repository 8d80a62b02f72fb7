package org.neuronbench.reports.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.reports.Cells;

class SettingsLabelsTest {

  @Test
  void cellsOfDifferentSettingsAreNotAveraged() {
    CellRecord one = Cells.cell("velocity").settings("aaaaaa").build();
    CellRecord other = Cells.cell("velocity").settings("bbbbbb").build();
    assertThat(Leaderboard.of(List.of(one, other)).groups())
        .extracting(LeaderboardGroup::dataset)
        .containsExactly(
            one.dataset() + " (settings aaaaaa)", one.dataset() + " (settings bbbbbb)");
  }

  @Test
  void oneSettingKeepsThePlainName() {
    CellRecord one = Cells.cell("velocity").build();
    assertThat(SettingsLabels.apply(List.of(one))).containsExactly(one);
  }
}
