package org.neuronbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.reports.Cells;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Signal;

class LeaderboardTextTest {

  private static final CellRecord[] SEEDS = {
    Cells.ok("velocity", 1, 0.80),
    Cells.ok("velocity", 2, 0.82),
    Cells.ok("velocity", 3, 0.81),
    Cells.ok("random", 1, 0.60),
    Cells.ok("random", 2, 0.63),
    Cells.ok("random", 3, 0.61),
  };

  @Test
  void alignsColumns() {
    String text = render(Cells.ok("velocity", 1, 0.6), Cells.reference("full", 0.8));
    assertThat(text.lines().limit(5))
        .containsExactly(
            "smallnet on cifar10, budget 10%",
            "                  final   cells  updated    FLOPs  train  choose",
            "rank  strategy  top-1 %  ok/all        %  saved %      s       s",
            " ref  full        80.00     1/1      5.0     40.0    2.0   0.750",
            "   1  velocity    60.00     1/1      5.0     40.0    2.0   0.750");
  }

  @Test
  void namesMethodsInAColumnOfTheirOwn() {
    String text =
        render(
            Cells.cell("velocity").method("self-adaptive start=0.5").epoch(0.6).build(),
            Cells.ok("velocity", 1, 0.5));
    assertThat(text)
        .contains("rank  strategy  method ")
        .contains("\n   1  velocity  self-adaptive start=0.5 ", "\n   2  velocity  none ");
  }

  @Test
  void marksWhatWasShownWhatNoBudgetAllows() {
    String text =
        render(
            Cells.cell("velocity").oracles(Signal.GRADIENT_NORM).epoch(0.6).build(),
            Cells.ok("random", 1, 0.5));
    assertThat(text)
        .contains("\n  1*  velocity    60.00", "\n   2  random      50.00")
        .contains("* was shown what no budget allows")
        .contains("note: Strategy velocity was shown gradient-norm, which no budget allows:");
  }

  @Test
  void saysWhatABudgetOfAnotherCostModelAllows() {
    CellRecord cell =
        Cells.cell("a")
            .budget("memory: 5%", CostModel.INPUT_CHANNEL_FP32, 1536, 30720)
            .epoch(0.6)
            .build();
    assertThat(render(cell).lines().limit(3))
        .containsExactly(
            "smallnet on cifar10, budget memory: 5%",
            "A selection may cost at most 1.5 KiB (1,536 bytes) of the whole network's 30.0 KiB (30,720"
                + " bytes)",
            "  for one image (cost model input-channel-fp32).");
    assertThat(render(Cells.ok("a", 1, 0.6))).doesNotContain("cost model", "At most");
  }

  @Test
  void showsTiersAndIntervalsOfSeveralSeeds() {
    assertThat(render(SEEDS).lines().limit(4))
        .containsExactly(
            "smallnet on cifar10, budget 10%",
            "                        final                95 %   cells  updated    FLOPs  train  choose",
            "rank  tier  strategy  top-1 %     ±      interval  ok/all        %  saved %      s       s",
            "   1     1  velocity    81.00  1.00  78.5 to 83.5     3/3      5.0     40.0    2.0   0.750");
  }

  @Test
  void saysWhatOneSeedDoesNotTell() {
    assertThat(render(Cells.ok("velocity", 1, 0.6)))
        .contains(
            "Not known (two seeds are needed, for tiers two strategies): tier, ±, 95 % interval\n",
            "Not measured: test-set error, MACs saved %\n");
  }

  @Test
  void explainsItsColumns() {
    assertThat(render(SEEDS))
        .contains(
            "FLOPs saved %: by the paper's rule", "tier: strategies of one tier were not shown");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 40, 60, 80, 100, 140})
  void keepsToAnyWidth(int width) {
    String longName = "x".repeat(300);
    TextStyle style = new TextStyle(width, false);
    String text =
        LeaderboardText.render(
            Leaderboard.of(
                List.of(
                    Cells.ok(longName, 1, 0.61),
                    Cells.ok(longName, 2, 0.67),
                    Cells.ok("b", 3, 0.5),
                    Cells.failed("y".repeat(90), CellStatus.STRATEGY_ERROR, "z".repeat(200)))),
            style);
    assertThat(text.lines())
        .allMatch(line -> line.length() <= Math.max(width, TextStyle.NARROWEST));
  }

  @Test
  void namesWhatThereIsNoRoomFor() {
    assertThat(render(new TextStyle(60, false), SEEDS))
        .contains("Left out for want of width: ±, FLOPs saved %, train s,\n  choose s\n")
        .contains("tier", "interval");
  }

  @Test
  void coloursTheBestTierAndFailures() {
    TextStyle coloured = new TextStyle(100, true);
    assertThat(render(coloured, SEEDS)).contains("\u001b[32m   1     1  velocity");
    assertThat(render(coloured, Cells.failed("a", CellStatus.TIMEOUT, "slow")))
        .contains("\u001b[31m   -  a  1 timeout: slow\u001b[0m");
    assertThat(render(SEEDS)).doesNotContain("\u001b");
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
    return render(TextStyle.PLAIN, cells);
  }

  private static String render(TextStyle style, CellRecord... cells) {
    return LeaderboardText.render(Leaderboard.of(List.of(cells)), style);
  }
}
