package org.neuronbench.reports.statistics;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * Entries ranked on each of several datasets (Friedman 1937), as Demšar (2006) recommends for
 * comparing classifiers.
 *
 * @param datasets how many, at least 2
 * @param averageRanks entry to mean rank, from 1, the best; ties share the mean of their ranks
 * @param chiSquare Friedman's statistic, corrected for ties
 * @param pValue of all entries being alike, by the F distribution (Iman and Davenport 1980)
 * @param criticalDifference average ranks that differ by at least this much are told apart by
 *     Nemenyi's test, corrected for all pairs
 * @param alpha the level of the critical difference
 */
public record Friedman(
    int datasets,
    Map<String, Double> averageRanks,
    double chiSquare,
    double pValue,
    double criticalDifference,
    double alpha) {

  private static final int FEWEST = 2;

  /** Keeps the order of the entries. */
  public Friedman {
    averageRanks = Collections.unmodifiableMap(new LinkedHashMap<>(averageRanks));
  }

  /**
   * Ranks entries on every dataset and compares the average ranks.
   *
   * @param entries for each entry its value on each dataset, higher is better; all equally long
   * @param alpha level of the critical difference, between 0 and 1
   * @return empty with fewer than two entries or datasets
   */
  public static Optional<Friedman> of(Map<String, double[]> entries, double alpha) {
    Levels.checkedShare("alpha", alpha);
    int datasets = entries.values().stream().mapToInt(v -> v.length).findFirst().orElse(0);
    if (entries.values().stream().anyMatch(values -> values.length != datasets)) {
      throw new IllegalArgumentException("Every entry needs a value on every dataset");
    }
    return entries.size() < FEWEST || datasets < FEWEST
        ? Optional.empty()
        : Optional.of(rank(entries, datasets, alpha));
  }

  private static Friedman rank(Map<String, double[]> entries, int datasets, double alpha) {
    List<String> names = List.copyOf(entries.keySet());
    List<double[]> ranks =
        IntStream.range(0, datasets).mapToObj(dataset -> ranks(entries, dataset)).toList();
    double[] averages =
        IntStream.range(0, names.size())
            .mapToDouble(i -> ranks.stream().mapToDouble(row -> row[i]).average().orElseThrow())
            .toArray();
    Map<String, Double> byName = new LinkedHashMap<>();
    IntStream.range(0, names.size()).forEach(i -> byName.put(names.get(i), averages[i]));
    double chiSquare = chiSquare(averages, ranks);
    return new Friedman(
        datasets,
        byName,
        chiSquare,
        pValue(chiSquare, names.size(), datasets),
        criticalDifference(names.size(), datasets, alpha),
        alpha);
  }

  private static double[] ranks(Map<String, double[]> entries, int dataset) {
    double[] falling =
        entries.values().stream()
            .mapToDouble(values -> -Math.rint(values[dataset] / Levels.RESOLUTION))
            .toArray();
    return new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).apply(falling);
  }

  /** 0 if every dataset ties every entry. */
  private static double chiSquare(double[] averages, List<double[]> ranks) {
    double k = averages.length;
    double n = ranks.size();
    double squares = Arrays.stream(averages).map(r -> (r - (k + 1) / 2) * (r - (k + 1) / 2)).sum();
    double ties = ranks.stream().mapToDouble(Friedman::ties).sum();
    double correction = 1 - ties / (n * k * (k * k - 1));
    return correction <= 0 ? 0 : 12 * n / (k * (k + 1)) * squares / correction;
  }

  private static double ties(double[] ranks) {
    return Arrays.stream(ranks)
        .distinct()
        .map(rank -> Arrays.stream(ranks).filter(other -> other == rank).count())
        .map(t -> t * t * t - t)
        .sum();
  }

  private static double pValue(double chiSquare, int k, int n) {
    double left = n * (k - 1.0) - chiSquare;
    if (left < Levels.RESOLUTION) {
      // Every dataset ranks alike, and F is infinite: this is how likely that is by chance.
      return Math.pow(
          IntStream.rangeClosed(1, k).asDoubleStream().reduce(1, (a, b) -> a * b), 1 - n);
    }
    return FDistribution.of(k - 1.0, (k - 1.0) * (n - 1.0))
        .survivalProbability((n - 1) * chiSquare / left);
  }

  private static double criticalDifference(int k, int n, double alpha) {
    double q = StudentizedRange.upperQuantile(alpha, k) / Math.sqrt(2);
    return q * Math.sqrt(k * (k + 1.0) / (6.0 * n));
  }
}
