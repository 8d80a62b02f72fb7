package org.neuronbench.reports.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neuronbench.reports.Cells.cell;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.reports.Cells;
import org.neuronbench.spi.Unit;

class LayerSharesTest {

  @Test
  void areMeansOverTheCells() {
    assertThat(shares(cell("a"), cell("a").seed(2))).containsExactly(4 / 8.0, 6 / 12.0);
  }

  @Test
  void areOfInputChannelsWhereThoseAreSelected() {
    assertThat(shares(cell("a").unit(Unit.INPUT_CHANNEL).layers(16, 24)))
        .containsExactly(4 / 16.0, 6 / 24.0);
  }

  @Test
  void ofDifferentUnitsHaveNoMean() {
    assertThat(shares(cell("a"), cell("a").seed(2).unit(Unit.INPUT_CHANNEL))).isEmpty();
    assertThat(shares(cell("a"), cell("a").seed(2).layers(16, 24))).isEmpty();
  }

  private static List<Double> shares(Cells... cells) {
    List<CellRecord> records = List.of(cells).stream().map(c -> c.epoch(0.5).build()).toList();
    return LayerShares.of(Leaderboard.of(records).results().get(0), List.of(0));
  }
}
