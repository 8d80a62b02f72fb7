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
import org.neuronbench.reports.compare.CompareSettings;
import org.neuronbench.reports.compare.Comparison;
import org.neuronbench.reports.compare.Side;
import org.neuronbench.reports.compare.Verdict;
import org.neuronbench.spi.RandomStream;

/**
 * How often a comparison is right and wrong, counted on made-up cells: a planted drop in one of
 * several entries, and nothing planted at all (A/A).
 *
 * @param caught share of the comparisons that call the planted drop worse
 * @param falseAlarms share of the A/A comparisons that call any entry worse
 * @param equivalent share of the entries of A/A comparisons that are called equivalent
 */
record DetectionRates(double caught, double falseAlarms, double equivalent) {

  /**
   * What is made up.
   *
   * @param seeds common seeds of every entry, at least 1
   * @param entries strategies compared at once, at least 1
   * @param drop planted in one of them, in percentage points
   * @param leastSpread of the differences over seeds, in percentage points
   * @param mostSpread each entry's spread is drawn between the two, evenly in its logarithm
   * @param testImages accuracies are whole images of so many
   * @param repetitions comparisons of each kind
   */
  record Setting(
      int seeds,
      int entries,
      double drop,
      double leastSpread,
      double mostSpread,
      int testImages,
      double margin,
      int repetitions,
      long seed) {

    Setting {
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
  }

  private static final double ACCURACY = 80;
  private static final double SPREAD_OVER_SEEDS = 1;

  /** Returns the same rates every time for the same setting. */
  static DetectionRates simulate(Setting setting) {
    RandomStream random = new RandomStream(setting.seed());
    CompareSettings settings = new CompareSettings(setting.margin(), OptionalDouble.empty(), false);
    int caught = 0;
    int alarms = 0;
    long equivalent = 0;
    for (int i = 0; i < setting.repetitions(); i++) {
      Comparison planted = compare(setting, setting.drop(), settings, random.split(2L * i));
      Comparison same = compare(setting, 0, settings, random.split(2L * i + 1));
      caught += planted.entries().get(0).verdict() == Verdict.WORSE ? 1 : 0;
      alarms += same.regressed() ? 1 : 0;
      equivalent += same.count(Verdict.EQUIVALENT);
    }
    double repetitions = setting.repetitions();
    return new DetectionRates(
        caught / repetitions, alarms / repetitions, equivalent / (repetitions * setting.entries()));
  }

  private static Comparison compare(
      Setting setting, double drop, CompareSettings settings, RandomStream random) {
    List<CellRecord> before = new ArrayList<>();
    List<CellRecord> after = new ArrayList<>();
    for (int entry = 0; entry < setting.entries(); entry++) {
      double spread = spread(setting, random);
      for (int seed = 0; seed < setting.seeds(); seed++) {
        double accuracy = ACCURACY + SPREAD_OVER_SEEDS * random.nextGaussian();
        double change = spread * random.nextGaussian() - (entry == 0 ? drop : 0);
        before.add(cell(entry, seed, accuracy, 0, setting));
        after.add(cell(entry, seed, accuracy + change, 1, setting));
      }
    }
    return Comparison.of(new Side("baseline", before), new Side("current", after), settings);
  }

  private static double spread(Setting setting, RandomStream random) {
    double ratio = setting.mostSpread() / setting.leastSpread();
    return setting.leastSpread() * Math.pow(ratio, random.nextDouble());
  }

  /** The loss differs between the sides, as it does when anything changed. */
  private static CellRecord cell(
      int entry, long seed, double percent, double loss, Setting setting) {
    long images = Math.round(Math.max(0, Math.min(100, percent)) / 100 * setting.testImages());
    EpochRecord epoch =
        new EpochRecord(
            0,
            0.1,
            loss,
            images / (double) setting.testImages(),
            1,
            1,
            0,
            null,
            null,
            1,
            0,
            0,
            1,
            List.of(1));
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
        "10%",
        1,
        1,
        null,
        seed,
        "000000",
        List.of("layer"),
        List.of(1),
        List.of(epoch),
        null,
        Map.of());
  }
}
