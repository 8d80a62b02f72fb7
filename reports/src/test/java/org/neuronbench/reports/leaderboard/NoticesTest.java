package org.neuronbench.reports.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neuronbench.reports.Cells.cell;
import static org.neuronbench.reports.Cells.ok;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.spi.Signal;

class NoticesTest {

  @Test
  void saysNothingIfRowsAreAlike() {
    assertThat(notices(ok("a", 1, 0.5), ok("b", 1, 0.6))).isEmpty();
  }

  @Test
  void tellsOfMixedRecipes() {
    assertThat(notices(ok("a", 1, 0.5), ok("a", 1, 0.6)))
        .containsExactly(
            "a has 2 ok cells for 1 seed, so settings other than the seed differ and its means mix"
                + " them; keep one recipe a result folder.");
  }

  @Test
  void tellsOfDifferentSeeds() {
    assertThat(notices(ok("a", 1, 0.5), ok("b", 2, 0.6)))
        .containsExactly(
            "Not every row is a mean over the same seeds; compare n before comparing rows.");
  }

  @Test
  void tellsOfDifferentLengths() {
    assertThat(notices(ok("a", 1, 0.5), cell("b").epoch(0.1).epoch(0.2).build()))
        .containsExactly(
            "The cells did not run equally long (1, 2 epochs), so their final accuracies are not"
                + " alike.");
  }

  @Test
  void tellsOfWhatNoBudgetAllows() {
    CellRecord oracle = cell("a").oracles(Signal.FISHER, Signal.GRADIENT_NORM).epoch(0.5).build();
    assertThat(notices(oracle, ok("b", 1, 0.6)))
        .containsExactly(
            "Strategy a was shown fisher and gradient-norm, which no budget allows: it is outside"
                + " its budget.");
  }

  @Test
  void whatHasNoBudgetIsNotOutsideOfIt() {
    CellRecord reference =
        cell("full").budget("unlimited", 2000).oracles(Signal.FISHER).epoch(0.5).build();
    assertThat(notices(reference)).isEmpty();
  }

  @Test
  void tellsOfDifferentMachinesAndEngines() {
    assertThat(
            notices(
                cell("a").provenance(Map.of("cpu", "One", "engine", "onednn")).epoch(0.5).build(),
                cell("b").provenance(Map.of("cpu", "Two", "engine", "dl4j")).epoch(0.5).build()))
        .containsExactly(
            "The cells ran on 2 kinds of CPU (One; Two): their last digits and their times are not"
                + " alike.",
            "The cells ran on 2 engines (dl4j; onednn): their last digits and their times are not"
                + " alike.");
  }

  private static List<String> notices(CellRecord... cells) {
    return Leaderboard.of(List.of(cells)).groups().get(0).notices();
  }
}
