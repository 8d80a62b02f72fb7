package org.neuronbench.reports.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neuronbench.reports.Cells.cell;
import static org.neuronbench.reports.Cells.failed;
import static org.neuronbench.reports.Cells.ok;
import static org.neuronbench.reports.Cells.reference;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.spi.CostModel;

class RankingTest {

  @Test
  void ranksByFallingMeanOfFinalTop1() {
    LeaderboardGroup group =
        only(ok("low", 1, 0.5), ok("high", 1, 0.6), ok("high", 2, 0.8), ok("middle", 1, 0.6));
    assertThat(rows(group)).containsExactly("1 high", "2 middle", "3 low");
  }

  @Test
  void ignoresTheBestEpoch() {
    LeaderboardGroup group =
        only(cell("peaky").epoch(0.9).epoch(0.5).build(), ok("steady", 1, 0.6));
    assertThat(rows(group)).containsExactly("1 steady", "2 peaky");
  }

  @Test
  void sharesRanksOfTiesAndSkipsTheNext() {
    LeaderboardGroup group = only(ok("c", 1, 0.4), ok("b", 1, 0.7), ok("a", 1, 0.7));
    assertThat(rows(group)).containsExactly("1 a", "1 b", "3 c");
  }

  @Test
  void tiesMeansThatDifferByRoundingOnly() {
    LeaderboardGroup group =
        only(ok("a", 1, 0.1), ok("a", 2, 0.2), ok("a", 3, 0.6), ok("b", 1, 0.3));
    assertThat(rows(group)).containsExactly("1 a", "1 b");
  }

  @Test
  void putsReferencesInEveryBudgetGroupWithoutRank() {
    CellRecord other = cell("velocity").budget("50%", 1000).epoch(0.75).build();
    Leaderboard leaderboard =
        Leaderboard.of(
            List.of(
                other,
                ok("velocity", 1, 0.7),
                reference("full", 0.8),
                reference("head-only", 0.6)));
    assertThat(leaderboard.groups())
        .extracting(LeaderboardGroup::budget)
        .containsExactly("10%", "50%");
    assertThat(leaderboard.groups())
        .allSatisfy(
            group ->
                assertThat(rows(group)).containsExactly("ref full", "1 velocity", "ref head-only"));
  }

  @Test
  void ranksReferencesAmongThemselvesIfThereIsNothingElse() {
    LeaderboardGroup group = only(reference("head-only", 0.6), reference("full", 0.8));
    assertThat(group.budget()).isEqualTo("unlimited");
    assertThat(rows(group)).containsExactly("1 full", "2 head-only");
  }

  @Test
  void listsStrategiesWithoutOkCellLast() {
    LeaderboardGroup group =
        only(
            failed("broken", CellStatus.STRATEGY_ERROR, "threw"),
            ok("worst", 1, 0.0),
            reference("full", 0.8));
    assertThat(rows(group)).containsExactly("ref full", "1 worst", "- broken");
    assertThat(group.entries().get(2).result().failures())
        .containsExactly(java.util.Map.entry(CellStatus.STRATEGY_ERROR, 1L));
  }

  @Test
  void takesMeansOverOkCellsOnly() {
    CellRecord diverged =
        cell("a").seed(2).epoch(0.1).failed(CellStatus.DIVERGED, "loss is NaN").build();
    StrategyResult result = only(ok("a", 1, 0.6), diverged).entries().get(0).result();
    assertThat(result.finalTop1().orElseThrow().mean()).isEqualTo(0.6);
    assertThat(result.ok()).hasSize(1);
    assertThat(result.failed()).containsExactly(diverged);
  }

  @Test
  void ordersGroupsByModelDatasetAndRisingBudget() {
    Leaderboard leaderboard =
        Leaderboard.of(
            List.of(
                cell("a").model("z").epoch(1).build(),
                cell("a").budget("50%", 1000).epoch(1).build(),
                cell("a").budget("9%", 180).epoch(1).build(),
                cell("a").dataset("a10").epoch(1).build()));
    assertThat(leaderboard.groups())
        .extracting(group -> group.model() + " " + group.dataset() + " " + group.budget())
        .containsExactly(
            "smallnet a10 10%", "smallnet cifar10 9%", "smallnet cifar10 50%", "z cifar10 10%");
  }

  @Test
  void ordersGroupsByCostModelBeforeTheBound() {
    List<CellRecord> cells =
        List.of(
            cell("a").budget("memory: 9B", CostModel.INPUT_CHANNEL_FP32, 9, 99).epoch(1).build(),
            cell("a").budget("macs: 80", CostModel.MACS, 80, 99).epoch(1).build(),
            reference("full", 1),
            cell("a").budget("macs: 7", CostModel.MACS, 7, 99).epoch(1).build(),
            cell("a").budget("50%", 1000).epoch(1).build(),
            cell("a").budget("9%", 180).epoch(1).build());
    assertThat(Leaderboard.of(cells).groups())
        .extracting(LeaderboardGroup::budget)
        .containsExactly("9%", "50%", "memory: 9B", "macs: 7", "macs: 80");
    assertThat(Leaderboard.of(cells).cells())
        .extracting(CellRecord::budget)
        .containsExactly("9%", "50%", "memory: 9B", "macs: 7", "macs: 80", "unlimited");
  }

  /** No harness writes such texts; a ranking of both would be wrong all the same. */
  @Test
  void ranksCostModelsApartWhateverTheTexts() {
    List<CellRecord> cells =
        List.of(ok("a", 1, 0.5), cell("a").budget("10%", CostModel.MACS, 9, 99).epoch(0.6).build());
    assertThat(Leaderboard.of(cells).groups())
        .hasSize(2)
        .allSatisfy(group -> assertThat(rows(group)).containsExactly("1 a"));
  }

  @Test
  void hasNoGroupsWithoutCells() {
    assertThat(Leaderboard.of(List.of()).groups()).isEmpty();
  }

  private static LeaderboardGroup only(CellRecord... cells) {
    List<LeaderboardGroup> groups = Leaderboard.of(List.of(cells)).groups();
    assertThat(groups).hasSize(1);
    return groups.get(0);
  }

  private static List<String> rows(LeaderboardGroup group) {
    return group.entries().stream().map(RankingTest::row).toList();
  }

  private static String row(LeaderboardEntry entry) {
    String missing = entry.reference() ? "ref" : "-";
    String rank = entry.rank().isPresent() ? "" + entry.rank().getAsInt() : missing;
    return rank + " " + entry.result().strategy();
  }
}
