package org.neuronbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.reports.SyntheticBoard;
import org.neuronbench.reports.leaderboard.Leaderboard;

class LeaderboardSizeTest {

  private static final int MOST_BYTES = 3_000_000;
  private static final int EPOCHS = 50;
  private static final String LEFT_OUT = "id=\"left-out\"";

  @Test
  void holdsTwoThousandCellsOfFiveSeedsInThreeMegabytes() {
    String page = page(SyntheticBoard.cells(EPOCHS));
    assertThat(bytes(page)).isLessThan(MOST_BYTES);
    assertThat(page).doesNotContain(LEFT_OUT);
  }

  @Test
  void holdsTwoThousandCellsOfOneSeedInThreeMegabytes() {
    String page = page(SyntheticBoard.cellsOfOneSeed(EPOCHS));
    assertThat(bytes(page)).isLessThan(MOST_BYTES);
    assertThat(page).contains(LEFT_OUT, "Only the totals are shown here");
  }

  @Test
  void holdsTwoThousandStrategiesOfOneRankingInThreeMegabytes() {
    String page = page(SyntheticBoard.cellsOfOneRanking(2));
    assertThat(bytes(page)).isLessThan(MOST_BYTES);
    assertThat(page).contains(LEFT_OUT);
  }

  private static String page(List<CellRecord> cells) {
    assertThat(cells).hasSize(SyntheticBoard.CELLS);
    return LeaderboardHtml.render(Leaderboard.of(cells));
  }

  private static int bytes(String page) {
    return page.getBytes(StandardCharsets.UTF_8).length;
  }
}
