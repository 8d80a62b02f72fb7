package org.neuronbench.reports.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neuronbench.reports.Cells.cell;
import static org.neuronbench.reports.Cells.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.reports.leaderboard.AcrossDatasets.Duel;
import org.neuronbench.reports.statistics.WinsTiesLosses;
import org.neuronbench.spi.CostModel;

class AcrossDatasetsTest {

  @Test
  void averagesRanksOverDatasets() {
    AcrossDatasets across = AcrossDatasets.of(Leaderboard.of(grid())).get(0);
    assertThat(across.budget()).isEqualTo("10%");
    assertThat(across.subjects())
        .containsExactly("smallnet on cub", "smallnet on flowers", "smallnet on pets");
    assertThat(across.strategies()).containsExactly("a", "b");
    assertThat(across.ranks().orElseThrow().averageRanks())
        .isEqualTo(Map.of("a", 4.0 / 3, "b", 5.0 / 3));
  }

  @Test
  void countsWinsTiesAndLosses() {
    Duel duel = AcrossDatasets.of(Leaderboard.of(grid())).get(0).wins().get("a").get("b");
    assertThat(duel.byMean()).isEqualTo(new WinsTiesLosses(2, 0, 1));
    assertThat(duel.byTest()).isEqualTo(new WinsTiesLosses(1, 2, 0));
  }

  @Test
  void leavesOutWhatDidNotRunEverywhere() {
    List<CellRecord> cells = grid();
    cells.add(cell("new").dataset("cub").seed(1).epoch(0.99).build());
    AcrossDatasets across = AcrossDatasets.of(Leaderboard.of(cells)).get(0);
    assertThat(across.leftOut()).containsExactly("new");
    assertThat(across.strategies()).containsExactly("a", "b");
  }

  @Test
  void oneDatasetUnderEachOfTwoCostModelsIsNoComparison() {
    List<CellRecord> cells =
        List.of(
            cell("a").epoch(0.5).build(),
            cell("a").dataset("cub").budget("10%", CostModel.MACS, 9, 99).epoch(0.5).build());
    assertThat(AcrossDatasets.of(Leaderboard.of(cells))).isEmpty();
  }

  @Test
  void oneDatasetIsNoComparison() {
    assertThat(
            AcrossDatasets.of(
                Leaderboard.of(List.of(cell("a").epoch(0.5).build(), reference("full", 0.8)))))
        .isEmpty();
  }

  private static List<CellRecord> grid() {
    List<CellRecord> cells = new ArrayList<>();
    add(cells, "cub", List.of(0.80, 0.81, 0.82), List.of(0.60, 0.615, 0.61));
    add(cells, "flowers", List.of(0.80, 0.85, 0.90), List.of(0.90, 0.82, 0.80));
    add(cells, "pets", List.of(0.80, 0.85, 0.90), List.of(0.91, 0.82, 0.85));
    return cells;
  }

  private static void add(List<CellRecord> cells, String dataset, List<Double> a, List<Double> b) {
    for (int seed = 0; seed < a.size(); seed++) {
      cells.add(cell("a").dataset(dataset).seed(seed).epoch(a.get(seed)).build());
      cells.add(cell("b").dataset(dataset).seed(seed).epoch(b.get(seed)).build());
    }
  }
}
