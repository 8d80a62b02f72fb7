package org.neuronbench.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.neuronbench.core.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin DetectionRates rates = new DetectionRates();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Text.format(
            "Drop of %.2f points in one entry; spread %.2f to %.2f points; margin %.2f; %d"
                + " comparisons each%n",
            rates.drop, rates.leastSpread, rates.mostSpread, rates.margin, rates.repetitions));
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
    DetectionRates.Rates counted = rates.of(seedCount, count);
    String found =
        Text.format(
            "%8.1f  %13.1f  %14.1f",
            100 * counted.caught(), 100 * counted.falseAlarms(), 100 * counted.equivalent());
    out.println(Text.format("%7d  %5d  %s", count, seedCount, found));
    out.flush();
  }
}
