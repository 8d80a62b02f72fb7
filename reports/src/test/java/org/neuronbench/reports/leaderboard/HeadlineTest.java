package org.neuronbench.reports.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neuronbench.reports.Cells.ok;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.reports.Cells;
import org.neuronbench.spi.Signal;

class HeadlineTest {

  @Test
  void namesTheLeaderAndItsLead() {
    assertThat(
            headline(
                ok("a", 1, 0.80),
                ok("a", 2, 0.82),
                ok("a", 3, 0.81),
                ok("b", 1, 0.60),
                ok("b", 2, 0.63),
                ok("b", 3, 0.60)))
        .isEqualTo(
            "a leads with 81.00 ± 1.00 %, 20.00 points ahead of b (61.00 ± 1.73 %)."
                + " It is alone in the first tier: the lead is more than chance.");
  }

  @Test
  void namesWhatCannotBeToldApart() {
    assertThat(headline(ok("a", 1, 0.5), ok("a", 2, 0.7), ok("b", 1, 0.5), ok("b", 2, 0.6)))
        .endsWith("b cannot be told apart from it (same tier).");
  }

  @Test
  void saysThatALeaderIsAnOracle() {
    assertThat(
            headline(
                Cells.cell("a").oracles(Signal.GRADIENT_NORM).epoch(0.5).build(), ok("b", 1, 0.4)))
        .startsWith("a (oracle) leads with 50.00 %, 10.00 points ahead of b (40.00 %).");
  }

  @Test
  void warnsOfOneSeed() {
    assertThat(headline(ok("a", 1, 0.5), ok("b", 1, 0.4)))
        .endsWith("Without two common seeds the order may be chance; run more seeds.");
  }

  @Test
  void namesAFewOfManyThatShareTheFirstPlace() {
    assertThat(
            headline(
                ok("a", 1, 0.5),
                ok("b", 1, 0.5),
                ok("c", 1, 0.5),
                ok("d", 1, 0.5),
                ok("e", 1, 0.5)))
        .isEqualTo("a, b, c and 2 more share the first place with 50.00 %.");
  }

  @Test
  void namesAllThatShareTheFirstPlace() {
    assertThat(headline(ok("a", 1, 0.5), ok("b", 1, 0.5)))
        .isEqualTo("a and b share the first place with 50.00 %.");
  }

  @Test
  void namesReferences() {
    assertThat(headline(ok("a", 1, 0.5), Cells.reference("full", 0.75)))
        .endsWith("For reference, without a budget: full 75.00 %.");
  }

  @Test
  void saysIfNothingEndedWell() {
    assertThat(headline(Cells.failed("a", CellStatus.ERROR, "x")))
        .isEqualTo("No strategy of this group has a cell that ended ok.");
  }

  private static String headline(CellRecord... cells) {
    return Headline.of(GroupStatistics.of(Leaderboard.of(List.of(cells)).groups().get(0)));
  }
}
