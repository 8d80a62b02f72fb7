package org.neuronbench.reports.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.neuronbench.reports.Cells.cell;
import static org.neuronbench.reports.Cells.failed;
import static org.neuronbench.reports.Cells.ok;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.InputException;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.reports.statistics.RankInterval;

class GroupStatisticsTest {

  private static final double[] NOISE = {0.000, 0.010, 0.004, -0.003};

  @Test
  void comparesEveryEntryWithTheReference() {
    GroupStatistics statistics = GroupStatistics.of(group(grid()));
    assertThat(statistics.reference()).contains("random");
    EntryStatistics best = entry(statistics, "best");
    assertThat(best.finalTop1().orElseThrow().interval()).isPresent();
    assertThat(best.againstReference().orElseThrow().difference().mean())
        .isCloseTo(0.1, within(0.01));
    assertThat(best.againstReference().orElseThrow().toldApart(0.05)).isTrue();
    assertThat(entry(statistics, "random").againstReference()).isEmpty();
  }

  @Test
  void anotherReferenceCanBeChosen() {
    GroupStatistics statistics = GroupStatistics.of(group(grid()), "full");
    assertThat(entry(statistics, "best").againstReference().orElseThrow().difference().mean())
        .isNegative();
  }

  @Test
  void refusesAReferenceThatDidNotRun() {
    LeaderboardGroup group = group(grid());
    assertThatThrownBy(() -> GroupStatistics.of(group, "sparse-update"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "smallnet on cifar10, budget 10% has no ok cell of 'sparse-update' to compare with,"
                + " expected one of full, best, random");
  }

  @Test
  void ranksAndTiersAreOfRankedEntriesOnly() {
    GroupStatistics statistics = GroupStatistics.of(group(grid()));
    assertThat(entry(statistics, "best").ranks()).contains(new RankInterval(1, 1, 0.95));
    assertThat(entry(statistics, "best").tier()).hasValue(1);
    assertThat(entry(statistics, "random").tier()).hasValue(2);
    assertThat(entry(statistics, "full").ranks()).isEmpty();
    assertThat(entry(statistics, "full").tier()).isEmpty();
  }

  @Test
  void withOneSeedNothingIsKnownButTheMean() {
    GroupStatistics statistics =
        GroupStatistics.of(group(List.of(ok("best", 1, 0.8), ok("random", 1, 0.7))));
    EntryStatistics best = entry(statistics, "best");
    assertThat(best.finalTop1().orElseThrow().interval()).isEmpty();
    assertThat(best.againstReference().orElseThrow().adjustedP()).isEmpty();
    assertThat(best.ranks()).isEmpty();
    assertThat(best.tier()).isEmpty();
  }

  @Test
  void failedCellsCountInNothingAndMakeTheEntryIncomplete() {
    List<CellRecord> cells = grid();
    cells.add(cell("best").seed(9).epoch(0.01).failed(CellStatus.DIVERGED, "loss").build());
    cells.add(failed("broken", CellStatus.STRATEGY_ERROR, "threw"));
    GroupStatistics statistics = GroupStatistics.of(group(cells));
    EntryStatistics best = entry(statistics, "best");
    assertThat(best.finalTop1().orElseThrow().count()).isEqualTo(NOISE.length);
    assertThat(best.entry().result().incomplete()).isTrue();
    assertThat(entry(statistics, "random").entry().result().incomplete()).isFalse();
    assertThat(entry(statistics, "broken").finalTop1()).isEmpty();
    assertThat(entry(statistics, "broken").tier()).isEmpty();
  }

  private static List<CellRecord> grid() {
    List<CellRecord> cells = new ArrayList<>();
    for (int seed = 0; seed < NOISE.length; seed++) {
      cells.add(ok("random", seed, 0.7 + NOISE[seed]));
      cells.add(ok("best", seed, 0.8 + NOISE[NOISE.length - 1 - seed]));
      cells.add(cell("full").budget("unlimited", 2000).seed(seed).epoch(0.9).build());
    }
    return cells;
  }

  private static LeaderboardGroup group(List<CellRecord> cells) {
    return Leaderboard.of(cells).groups().get(0);
  }

  private static EntryStatistics entry(GroupStatistics statistics, String strategy) {
    return statistics.entries().stream()
        .filter(entry -> entry.entry().result().strategy().equals(strategy))
        .findFirst()
        .orElseThrow();
  }
}
