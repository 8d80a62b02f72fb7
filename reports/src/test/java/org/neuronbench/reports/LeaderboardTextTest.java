package org.neuronbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;

class LeaderboardTextTest {

  @Test
  void alignsColumns() {
    String text = render(Cells.ok("velocity", 1, 0.6), Cells.reference("full", 0.8));
    assertThat(text.lines().limit(4))
        .containsExactly(
            "smallnet on cifar10, budget 10%",
            "rank  strategy  final top-1 %  cells  updated %  FLOPs %  MACs %  train s  choose s",
            " ref  full       80.00 ±  n/a    1/1        5.0     40.0     n/a      2.0     0.750",
            "   1  velocity   60.00 ±  n/a    1/1        5.0     40.0     n/a      2.0     0.750");
  }

  @Test
  void keepsToItsWidth() {
    String longName = "x".repeat(300);
    assertThat(
            render(
                Cells.ok(longName, 1, 0.61),
                Cells.ok(longName, 2, 0.67),
                Cells.ok("b", 3, 0.5),
                Cells.failed("y".repeat(90), CellStatus.STRATEGY_ERROR, "z".repeat(200))))
        .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 100));
  }

  @Test
  void givesTheReasonOfAFailure() {
    assertThat(render(Cells.failed("a", CellStatus.BUDGET_VIOLATION, "300 of 200")))
        .contains("   -  a  1 budget-violation: 300 of 200\n");
  }

  @Test
  void letsNoNameDriveTheTerminal() {
    assertThat(render(Cells.ok("a\u001b[31m\nb", 1, 0.6))).contains("a\uFFFD[31m b");
  }

  private static String render(CellRecord... cells) {
    return LeaderboardText.render(Leaderboard.of(List.of(cells)));
  }
}
