package org.neuronbench.reports.leaderboard;

import java.util.List;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.Metrics;

/**
 * Strategies compared, group by group.
 *
 * @param cells every cell it was made from
 * @param results every (model, dataset, budget, strategy) once, those without a budget after the
 *     others
 * @param groups by model, dataset, then rising budget
 * @param statistics of each group
 * @param leftOut names of results that could not be read, each with the reason
 * @param metrics what is shown of the cells
 */
public record Leaderboard(
    List<CellRecord> cells,
    List<StrategyResult> results,
    List<LeaderboardGroup> groups,
    List<GroupStatistics> statistics,
    List<String> leftOut,
    Metrics metrics) {

  /** Copies the lists. */
  public Leaderboard {
    cells = List.copyOf(cells);
    results = List.copyOf(results);
    groups = List.copyOf(groups);
    statistics = List.copyOf(statistics);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Ranks the strategies of each (model, dataset, budget) by their mean accuracy after the last
   * epoch. Strategies without a budget join every group of their (model, dataset) as references; if
   * there is no other group, they are ranked among themselves.
   *
   * @param cells any cells, in any order
   */
  public static Leaderboard of(List<CellRecord> cells) {
    return of(cells, List.of(), Metrics.STANDARD);
  }

  /**
   * Ranks what could be read.
   *
   * @param cells any cells, in any order
   * @param leftOut names of results that could not be read, each with the reason
   */
  public static Leaderboard of(List<CellRecord> cells, List<String> leftOut, Metrics metrics) {
    return Ranking.of(SettingsLabels.apply(cells), leftOut, metrics.of(cells));
  }

  /** Returns the cells that did not end well, sorted as the groups are. */
  public List<CellRecord> failedCells() {
    return cells.stream().filter(cell -> cell.status() != CellStatus.OK).toList();
  }

  /** Tells whether wall times are known; false if they were left out of every cell. */
  public boolean timed() {
    return cells.stream()
        .flatMap(cell -> cell.epochs().stream())
        .anyMatch(epoch -> epoch.value(Metrics.TRAIN_SECONDS).isPresent());
  }

  /** Returns the experiments that the cells come from: distinct names, sorted. */
  public List<String> experiments() {
    return cells.stream().map(CellRecord::experiment).distinct().sorted().toList();
  }

  /** Returns the seeds: distinct, rising. */
  public List<Long> seeds() {
    return cells.stream().map(CellRecord::seed).distinct().sorted().toList();
  }
}
