package org.neuronbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.results.CellRecord;

class LeaderboardSizeTest {

  private static final int MOST_BYTES = 3_000_000;

  @ParameterizedTest
  @ValueSource(ints = {2, 50})
  void holdsTwoThousandCellsInThreeMegabytes(int epochs) {
    List<CellRecord> cells = SyntheticBoard.cells(epochs);
    assertThat(cells).hasSize(SyntheticBoard.CELLS);
    assertThat(bytes(cells)).isLessThan(MOST_BYTES);
  }

  /** Nothing is averaged, so there are five times as many results. */
  @ParameterizedTest
  @ValueSource(ints = 50)
  void holdsTwoThousandCellsOfOneSeed(int epochs) {
    List<CellRecord> cells =
        SyntheticBoard.cells(epochs).stream()
            .map(cell -> cell.withDataset(cell.dataset() + "-" + cell.seed()))
            .toList();
    assertThat(bytes(cells)).isLessThan(MOST_BYTES);
  }

  private static int bytes(List<CellRecord> cells) {
    return LeaderboardHtml.render(Leaderboard.of(cells)).getBytes(StandardCharsets.UTF_8).length;
  }
}
