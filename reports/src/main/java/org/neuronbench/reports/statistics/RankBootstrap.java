package org.neuronbench.reports.statistics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.neuronbench.spi.RandomStream;

/**
 * Says how far ranks depend on the seeds that happened to be run: percentile bootstrap (Efron 1979)
 * over seeds.
 *
 * <p>As many seeds as there are, are drawn with replacement from all seeds of the entries; the same
 * draw serves every entry, so pairing is kept. An entry's mean is over its own values among the
 * seeds drawn. In a draw that holds none of its seeds it has no rank and takes none from others.
 * Equal means share the better rank. The draws are the same every time.
 */
public final class RankBootstrap {

  /** How often the seeds are drawn. */
  public static final int DRAWS = 2000;

  private static final long STREAM = 2024;

  private final List<String> names;
  private final double[][] values;
  private final int[][] timesRanked;
  private final int seeds;

  private RankBootstrap(Map<String, ? extends Map<Long, Double>> entries) {
    names = List.copyOf(entries.keySet());
    List<Long> all = seeds(entries);
    seeds = all.size();
    values = entries.values().stream().map(row -> row(row, all)).toArray(double[][]::new);
    timesRanked = new int[names.size()][names.size() + 1];
  }

  /**
   * Finds the ranks of each entry: entry to ranks; nothing if the entries have fewer than two seeds
   * in all.
   *
   * @param entries for each entry, seed to value; higher is better
   * @param confidence share of the draws that the intervals hold, between 0 and 1
   */
  public static Map<String, RankInterval> of(
      Map<String, ? extends Map<Long, Double>> entries, double confidence) {
    Levels.checkedShare("confidence", confidence);
    return seeds(entries).size() < 2 ? Map.of() : new RankBootstrap(entries).intervals(confidence);
  }

  private Map<String, RankInterval> intervals(double confidence) {
    RandomStream random = new RandomStream(STREAM);
    for (int draw = 0; draw < DRAWS; draw++) {
      count(means(random));
    }
    Map<String, RankInterval> intervals = new LinkedHashMap<>();
    for (int entry = 0; entry < names.size(); entry++) {
      int[] times = timesRanked[entry];
      if (Arrays.stream(times).sum() > 0) {
        intervals.put(names.get(entry), interval(times, confidence));
      }
    }
    return intervals;
  }

  private double[] means(RandomStream random) {
    int[] drawn = IntStream.range(0, seeds).map(i -> random.nextInt(seeds)).toArray();
    return Arrays.stream(values).mapToDouble(row -> mean(row, drawn)).toArray();
  }

  /** Rounded, so that means which differ by adding up only are equal; NaN where nothing is. */
  private static double mean(double[] row, int[] drawn) {
    double mean =
        Arrays.stream(drawn)
            .mapToDouble(seed -> row[seed])
            .filter(value -> !Double.isNaN(value))
            .average()
            .orElse(Double.NaN);
    return Double.isNaN(mean) ? mean : Math.rint(mean / Levels.RESOLUTION);
  }

  private void count(double[] means) {
    for (int entry = 0; entry < means.length; entry++) {
      double own = means[entry];
      if (!Double.isNaN(own)) {
        int better = (int) Arrays.stream(means).filter(mean -> mean > own).count();
        timesRanked[entry][1 + better]++;
      }
    }
  }

  private static RankInterval interval(int[] times, double confidence) {
    double outside = Arrays.stream(times).sum() * (1 - confidence) / 2;
    int low = 1;
    for (double passed = times[low]; passed <= outside; passed += times[low]) {
      low++;
    }
    int high = times.length - 1;
    for (double passed = times[high]; passed <= outside; passed += times[high]) {
      high--;
    }
    return new RankInterval(low, high, confidence);
  }

  private static List<Long> seeds(Map<String, ? extends Map<Long, Double>> entries) {
    TreeSet<Long> seeds = new TreeSet<>();
    entries.values().forEach(values -> seeds.addAll(values.keySet()));
    return List.copyOf(seeds);
  }

  private static double[] row(Map<Long, Double> values, List<Long> seeds) {
    return seeds.stream().mapToDouble(seed -> values.getOrDefault(seed, Double.NaN)).toArray();
  }
}
