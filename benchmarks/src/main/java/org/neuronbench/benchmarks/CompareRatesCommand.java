package org.neuronbench.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.neuronbench.benchmarks.DetectionRates.Setting;
import org.neuronbench.core.Text;
import org.neuronbench.reports.compare.CompareSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts how often {@code compare} is right and wrong. */
@Command(
    name = "compare-rates",
    mixinStandardHelpOptions = true,
    description = {
      "Count how often 'compare' catches a drop, and how often it raises a false alarm.",
      "",
      "Makes up results with a drop in one entry, and with none in any (A/A), and compares them.",
      "Trains nothing. Without options it prints the table of docs/statistics.md."
    },
    footer = {"", "Example:  ./neuronbench compare-rates --seeds 5 --entries 4 --drop 1.5"})
public final class CompareRatesCommand implements Callable<Integer> {

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      description = "Seeds of each entry, separated by commas (default: ${DEFAULT-VALUE}).",
      defaultValue = "2,3,5,8,10")
  List<Integer> seeds = new ArrayList<>();

  @Option(
      names = "--entries",
      split = ",",
      paramLabel = "N",
      description = "Entries compared at once (default: ${DEFAULT-VALUE}).",
      defaultValue = "1,2,4,12")
  List<Integer> entries = new ArrayList<>();

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

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Text.format(
            "Drop of %.2f points in one entry; spread %.2f to %.2f points; margin %.2f; %d"
                + " comparisons each%n",
            drop, leastSpread, mostSpread, margin, repetitions));
    out.println(
        Text.format(
            "%7s  %5s  %8s  %13s  %14s",
            "entries", "seeds", "caught %", "false alarm %", "A/A equiv. %"));
    for (int count : entries) {
      for (int seedCount : seeds) {
        row(out, count, seedCount);
      }
    }
    out.println();
    out.println(
        "caught: the entry with the drop is worse; false alarm: with no drop, any entry is worse;");
    out.println("A/A equiv.: entries called equivalent where nothing changed");
    return 0;
  }

  private void row(PrintWriter out, int count, int seedCount) {
    Setting setting =
        new Setting(
            seedCount,
            count,
            drop,
            leastSpread,
            mostSpread,
            testImages,
            margin,
            repetitions,
            randomSeed);
    DetectionRates rates = DetectionRates.simulate(setting);
    String found =
        Text.format(
            "%8.1f  %13.1f  %14.1f",
            100 * rates.caught(), 100 * rates.falseAlarms(), 100 * rates.equivalent());
    out.println(Text.format("%7d  %5d  %s", count, seedCount, found));
    out.flush();
  }
}
