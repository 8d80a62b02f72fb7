package org.neuronbench.reports.statistics;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.neuronbench.core.Text;
import org.neuronbench.spi.RandomStream;

/**
 * What the images of a test split say, which are themselves a sample: seed to a bit for each image
 * classified right.
 *
 * @param images in the split
 * @param bySeed for each seed, the images classified right
 */
public record TestImages(int images, Map<Long, BitSet> bySeed) {

  /** Copies the map. */
  public TestImages {
    if (images < 1 || bySeed.isEmpty()) {
      throw new IllegalArgumentException(Text.format("%d images, %d seeds", images, bySeed.size()));
    }
    bySeed = Map.copyOf(bySeed);
  }

  private static final int DRAWS = 1000;
  private static final long STREAM = 2026;

  /** Cumulative probabilities of a Poisson variable of mean 1; beyond them lies less than 1e-9. */
  private static final double[] POISSON =
      IntStream.range(0, 12)
          .mapToDouble(PoissonDistribution.of(1)::cumulativeProbability)
          .toArray();

  /**
   * Two entries image by image.
   *
   * @param seeds common ones
   * @param onlyFirst images right with the first only, added up over the seeds
   * @param onlySecond images right with the second only
   * @param pValue two-sided, of no difference on other images: McNemar's exact test for one seed;
   *     for several, whose answers to an image belong together, Durkalski's (Statistics in Medicine
   *     22, 2003): {@code (Σd)² / Σd²} over the images, d their differences summed over the seeds
   * @param interval 95 %, of the mean difference if seeds and images were drawn again: percentile
   *     bootstrap over both (Owen, Annals of Applied Statistics 1, 2007)
   */
  public record Difference(
      int seeds, int onlyFirst, int onlySecond, double pValue, Interval interval) {}

  /**
   * Returns how far the mean accuracy may lie from that on all images there could be, for the test
   * split is a sample.
   *
   * @return half of a 95 % interval, as a share
   */
  public double error() {
    double sum = 0;
    double squares = 0;
    for (int image = 0; image < images; image++) {
      double share = (double) right(image) / bySeed.size();
      sum += share;
      squares += share * share;
    }
    double variance = Math.max(0, squares / images - sum / images * (sum / images));
    return quantile() * Math.sqrt(variance / images);
  }

  private int right(int image) {
    return (int) bySeed.values().stream().filter(bits -> bits.get(image)).count();
  }

  private static double quantile() {
    return NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - Levels.CONFIDENCE) / 2);
  }

  /**
   * Compares with another entry on the same images.
   *
   * @return empty if no seed is common, or the splits differ
   */
  public Optional<Difference> minus(TestImages other) {
    SortedSet<Long> seeds = new TreeSet<>(bySeed.keySet());
    seeds.retainAll(other.bySeed.keySet());
    if (seeds.isEmpty() || images != other.images) {
      return Optional.empty();
    }
    // Images on which the two never differ add nothing: one row for each of the others.
    int[][] differences = new int[images][];
    int rows = 0;
    int first = 0;
    int second = 0;
    for (int image = 0; image < images; image++) {
      int[] row = new int[seeds.size()];
      int seed = 0;
      for (long key : seeds) {
        row[seed++] = bit(bySeed, key, image) - bit(other.bySeed, key, image);
      }
      if (Arrays.stream(row).anyMatch(d -> d != 0)) {
        differences[rows++] = row;
        first += (int) Arrays.stream(row).filter(d -> d > 0).count();
        second += (int) Arrays.stream(row).filter(d -> d < 0).count();
      }
    }
    int[][] unlike = Arrays.copyOf(differences, rows);
    return Optional.of(
        new Difference(
            seeds.size(),
            first,
            second,
            seeds.size() == 1 ? exact(first, second) : clustered(unlike),
            bootstrap(unlike, seeds.size())));
  }

  private static int bit(Map<Long, BitSet> answers, long seed, int image) {
    BitSet right = answers.get(seed);
    return right != null && right.get(image) ? 1 : 0;
  }

  private static double exact(int first, int second) {
    int unlike = first + second;
    return unlike == 0
        ? 1
        : Math.min(
            1,
            2
                * BinomialDistribution.of(unlike, 0.5)
                    .cumulativeProbability(Math.min(first, second)));
  }

  private static double clustered(int[][] differences) {
    double sum = 0;
    double squares = 0;
    for (int[] row : differences) {
      double d = Arrays.stream(row).sum();
      sum += d;
      squares += d * d;
    }
    return squares == 0
        ? 1
        : 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(sum) / Math.sqrt(squares));
  }

  /** An image drawn with replacement comes a Poisson number of times, nearly. */
  private Interval bootstrap(int[][] differences, int seeds) {
    RandomStream random = new RandomStream(STREAM);
    double[] means = new double[DRAWS];
    int[] times = new int[seeds];
    for (int draw = 0; draw < DRAWS; draw++) {
      Arrays.fill(times, 0);
      for (int i = 0; i < seeds; i++) {
        times[random.nextInt(seeds)]++;
      }
      long sum = 0;
      for (int[] row : differences) {
        int copies = poisson(random.nextDouble());
        for (int seed = 0; copies > 0 && seed < seeds; seed++) {
          sum += (long) copies * times[seed] * row[seed];
        }
      }
      means[draw] = (double) sum / seeds / images;
    }
    Arrays.sort(means);
    int outside = (int) (DRAWS * (1 - Levels.CONFIDENCE) / 2);
    return new Interval(means[outside], means[DRAWS - 1 - outside], Levels.CONFIDENCE);
  }

  private static int poisson(double uniform) {
    int count = 0;
    while (count < POISSON.length - 1 && uniform > POISSON[count]) {
      count++;
    }
    return count;
  }
}
