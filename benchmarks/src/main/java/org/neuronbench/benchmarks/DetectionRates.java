package org.neuronbench.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.compare.CompareSettings;
import org.neuronbench.reports.compare.Comparison;
import org.neuronbench.reports.compare.Side;
import org.neuronbench.reports.compare.Verdict;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Unit;
import picocli.CommandLine.Option;

/**
 * How often a comparison is right and wrong, counted on made-up cells: a planted drop in one of
 * several entries, and nothing planted at all (A/A).
 */
final class DetectionRates {

  @Option(
      names = "--drop",
      paramLabel = "POINTS",
      description = "The planted drop, in percentage points (default: ${DEFAULT-VALUE}).",
      defaultValue = "2")
  double drop;

  @Option(
      names = "--least-spread",
      paramLabel = "POINTS",
      description =
          "The smallest spread (standard deviation) of an entry's differences over seeds (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "0.4")
  double leastSpread;

  @Option(
      names = "--most-spread",
      paramLabel = "POINTS",
      description = "The largest (default: ${DEFAULT-VALUE}).",
      defaultValue = "1.6")
  double mostSpread;

  @Option(
      names = "--test-images",
      paramLabel = "N",
      description = "Accuracies are whole images of so many (default: ${DEFAULT-VALUE}).",
      defaultValue = "400")
  int testImages;

  @Option(
      names = "--margin",
      paramLabel = "POINTS",
      description = "The margin of the comparison (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + CompareSettings.DEFAULT_MARGIN)
  double margin;

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description = "Comparisons of each kind (default: ${DEFAULT-VALUE}).",
      defaultValue = "2000")
  int repetitions;

  @Option(
      names = "--random-seed",
      paramLabel = "N",
      description = "Of the made-up results (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  long randomSeed;

  /**
   * What was counted.
   *
   * @param caught share of the comparisons that call the planted drop worse
   * @param falseAlarms share of the A/A comparisons that call any entry worse
   * @param equivalent share of the entries of A/A comparisons that are called equivalent
   */
  record Rates(double caught, double falseAlarms, double equivalent) {}

  private static final double ACCURACY = 80;
  private static final double SPREAD_OVER_SEEDS = 1;

  /** Returns the same rates every time for the same options. */
  Rates of(int seeds, int entries) {
    check(seeds, entries);
    RandomStream random = new RandomStream(randomSeed);
    int caught = 0;
    int alarms = 0;
    long equivalent = 0;
    for (int i = 0; i < repetitions; i++) {
      Comparison planted = compare(seeds, entries, drop, random.split(2L * i));
      Comparison same = compare(seeds, entries, 0, random.split(2L * i + 1));
      caught += planted.entries().get(0).verdict() == Verdict.WORSE ? 1 : 0;
      alarms += same.regressed() ? 1 : 0;
      equivalent += same.count(Verdict.EQUIVALENT);
    }
    double all = repetitions;
    return new Rates(caught / all, alarms / all, equivalent / (all * entries));
  }

  private void check(int seeds, int entries) {
    check("seeds", seeds, seeds >= 1, "1 or more");
    check("entries", entries, entries >= 1, "1 or more");
    check("drop", drop, drop >= 0 && drop <= 50, "0 to 50 percentage points");
    check("least spread", leastSpread, leastSpread > 0, "percentage points above 0");
    check("most spread", mostSpread, mostSpread >= leastSpread, "the least spread or more");
    check("test images", testImages, testImages >= 1, "1 or more");
    check("repetitions", repetitions, repetitions >= 1, "1 or more");
  }

  private static void check(String name, Number value, boolean good, String expected) {
    if (!good) {
      throw new InputException(Text.format("%s is %s, expected %s", name, value, expected));
    }
  }

  private Comparison compare(int seeds, int entries, double planted, RandomStream random) {
    List<CellRecord> before = new ArrayList<>();
    List<CellRecord> after = new ArrayList<>();
    for (int entry = 0; entry < entries; entry++) {
      double spread = leastSpread * Math.pow(mostSpread / leastSpread, random.nextDouble());
      for (int seed = 0; seed < seeds; seed++) {
        double accuracy = ACCURACY + SPREAD_OVER_SEEDS * random.nextGaussian();
        double change = spread * random.nextGaussian() - (entry == 0 ? planted : 0);
        before.add(cell(entry, seed, accuracy, 0));
        after.add(cell(entry, seed, accuracy + change, 1));
      }
    }
    CompareSettings settings =
        new CompareSettings(margin, OptionalDouble.empty(), false, Metrics.STANDARD);
    return Comparison.of(new Side("baseline", before), new Side("current", after), settings);
  }

  /** The loss differs between the sides, as it does when anything changed. */
  private CellRecord cell(int entry, long seed, double percent, double loss) {
    long images = Math.round(Math.max(0, Math.min(100, percent)) / 100 * testImages);
    EpochRecord epoch =
        new EpochRecord(
            0,
            Map.of(
                Metrics.TRAIN_LOSS.key(),
                loss,
                Metrics.FINAL_TOP1.key(),
                images / (double) testImages),
            List.of(1),
            null);
    String strategy = Text.format("entry-%04d", entry);
    return new CellRecord(
        CellRecord.SCHEMA,
        strategy + "_s" + seed,
        "simulation",
        CellStatus.OK,
        "",
        "model",
        "data",
        strategy,
        CellRecord.NO_METHOD,
        "10%",
        CostModel.WEIGHTS.toString(),
        1,
        1,
        1,
        null,
        seed,
        "000000",
        Unit.OUTPUT_CHANNEL.id(),
        List.of(),
        List.of("layer"),
        List.of(1),
        List.of(epoch),
        null,
        Map.of());
  }
}
