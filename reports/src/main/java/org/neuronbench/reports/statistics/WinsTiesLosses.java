package org.neuronbench.reports.statistics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How often an entry was ahead of another.
 *
 * @param wins where it was ahead
 * @param ties where neither was
 * @param losses where it was behind
 */
public record WinsTiesLosses(int wins, int ties, int losses) {

  /**
   * Counts by the means alone: any difference is a win or a loss.
   *
   * @param differences of the entry and the other, one a dataset
   */
  public static WinsTiesLosses byMean(List<PairedDifference> differences) {
    return count(differences.stream().map(PairedDifference::mean).toList());
  }

  /**
   * Counts only differences that are more than chance: p, corrected for the number of datasets
   * (Holm), is below alpha. All else is a tie.
   *
   * @param differences of the entry and the other, one a dataset
   */
  public static WinsTiesLosses byTest(List<PairedDifference> differences, double alpha) {
    var adjusted = Holm.adjust(differences.stream().map(PairedDifference::pValue).toList());
    List<Double> shown =
        IntStream.range(0, differences.size())
            .mapToObj(i -> adjusted.get(i).orElse(1) < alpha ? differences.get(i).mean() : 0.0)
            .toList();
    return count(shown);
  }

  private static WinsTiesLosses count(List<Double> differences) {
    int wins = (int) differences.stream().filter(d -> d >= Levels.RESOLUTION).count();
    int losses = (int) differences.stream().filter(d -> d <= -Levels.RESOLUTION).count();
    return new WinsTiesLosses(wins, differences.size() - wins - losses, losses);
  }
}
