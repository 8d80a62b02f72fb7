package org.neuronbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;

class LeaderboardSizeTest {

  private static final int MOST_BYTES = 3_000_000;
  private static final int EPOCHS = 50;

  @Test
  void holdsTwoThousandCellsInThreeMegabytes() {
    List<CellRecord> cells = SyntheticBoard.cells(EPOCHS);
    assertThat(cells).hasSize(SyntheticBoard.CELLS);
    assertThat(bytes(cells)).isLessThan(MOST_BYTES);
  }

  private static int bytes(List<CellRecord> cells) {
    return LeaderboardHtml.render(Leaderboard.of(cells)).getBytes(StandardCharsets.UTF_8).length;
  }
}
