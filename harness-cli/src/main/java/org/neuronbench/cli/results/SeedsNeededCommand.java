package org.neuronbench.cli.results;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.reports.compare.CompareSettings;
import org.neuronbench.reports.compare.SeedsNeeded;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.reports.leaderboard.LeaderboardGroup;
import org.neuronbench.reports.statistics.Interval;
import org.neuronbench.reports.statistics.PairedDifference;
import org.neuronbench.reports.statistics.PairedPower;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how many seeds would tell two strategies apart. */
@Command(
    name = "seeds-needed",
    mixinStandardHelpOptions = true,
    description = {
      "Say how many seeds would tell two strategies apart, at the spread that was measured.",
      "",
      "Uses the differences of their final test top-1 on common seeds."
    },
    footer = {
      "",
      "Example:  ./neuronbench seeds-needed results/quickstart --first velocity --second random"
    })
public final class SeedsNeededCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "RESULTS",
      arity = "0..1",
      description = "The folder that 'run' wrote (default: the only one in results).")
  @Nullable Path results;

  @Option(
      names = "--first",
      required = true,
      paramLabel = "STRATEGY",
      description = "A strategy as the leaderboard names it, with its parameters.")
  String first = "";

  @Option(names = "--second", required = true, paramLabel = "STRATEGY", description = "Another.")
  String second = "";

  @Option(names = "--model", paramLabel = "ID", description = "Only this model.")
  @Nullable String model;

  @Option(names = "--dataset", paramLabel = "ID", description = "Only this dataset.")
  @Nullable String dataset;

  @Option(
      names = "--budget",
      paramLabel = "BUDGET",
      description = "Only this budget, such as 10%%.")
  @Nullable String budget;

  @Option(
      names = "--difference",
      paramLabel = "POINTS",
      description = "A difference worth finding, in percentage points (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + CompareSettings.DEFAULT_MARGIN)
  double difference;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    if (!(difference > 0)) {
      throw new InputException(
          Text.format("--difference is %s, expected percentage points above 0", difference));
    }
    Leaderboard leaderboard = Leaderboard.of(ResultFolders.open(results).cells());
    List<SeedsNeeded> found =
        leaderboard.groups().stream()
            .filter(this::wanted)
            .flatMap(group -> SeedsNeeded.of(group, first, second).stream())
            .toList();
    if (found.isEmpty()) {
      throw new InputException(nothing(leaderboard));
    }
    PrintWriter out = spec.commandLine().getOut();
    found.forEach(needed -> print(out, needed));
    assumptions(out);
    return ExitCode.DONE;
  }

  private boolean wanted(LeaderboardGroup group) {
    return (model == null || group.model().equals(model))
        && (dataset == null || group.dataset().equals(dataset))
        && (budget == null || group.budget().equals(budget));
  }

  private void print(PrintWriter out, SeedsNeeded needed) {
    out.println(needed.group().title());
    Optional<PairedDifference> measured = needed.difference();
    if (measured.isEmpty()) {
      out.printf(
          Locale.ROOT, "  not available: %s and %s share no seed that ended ok%n%n", first, second);
      return;
    }
    PairedDifference paired = measured.get();
    out.printf(
        Locale.ROOT,
        "  %s - %s: %+.2f points over %s%s%n",
        first,
        second,
        paired.mean(),
        paired.pairs() == 1 ? "1 common seed" : paired.pairs() + " common seeds",
        interval(paired));
    needed
        .spread()
        .ifPresentOrElse(
            spread -> seeds(out, needed, paired, spread),
            () -> out.printf(Locale.ROOT, "  seeds needed: not available, %s%n%n", why(paired)));
  }

  private static String why(PairedDifference paired) {
    return paired.pairs() == 1
        ? "one common seed has no spread; run at least two, better five"
        : "the difference is the same on every seed";
  }

  private static String interval(PairedDifference paired) {
    return paired
        .interval()
        .map(i -> Text.format(", 95 %% interval [%+.2f, %+.2f]", i.low(), i.high()))
        .orElse("");
  }

  private void seeds(
      PrintWriter out, SeedsNeeded needed, PairedDifference paired, Interval spread) {
    double deviation = needed.deviation().orElseThrow();
    out.printf(
        Locale.ROOT,
        "  spread of the differences: %.2f points, 95 %% interval %.2f to %.2f%n",
        deviation,
        spread.low(),
        spread.high());
    line(
        out,
        Text.format("the measured difference, %.2f", Math.abs(paired.mean())),
        Math.abs(paired.mean()),
        deviation,
        spread);
    line(out, Text.format("a difference of %s", difference), difference, deviation, spread);
    out.println();
  }

  private static void line(
      PrintWriter out, String what, double points, double deviation, Interval spread) {
    out.printf(
        Locale.ROOT,
        "  seeds needed for %s: %s (%s to %s, as the spread itself is uncertain)%n",
        what,
        text(SeedsNeeded.seeds(points, deviation)),
        text(SeedsNeeded.seeds(points, spread.low())),
        text(SeedsNeeded.seeds(points, spread.high())));
  }

  private static String text(OptionalInt seeds) {
    return seeds.isPresent()
        ? String.valueOf(seeds.getAsInt())
        : "more than " + PairedPower.MOST_SEEDS;
  }

  private static void assumptions(PrintWriter out) {
    out.println(
        "Assumed: differences of new seeds spread like those measured, about normally. A paired t test");
    out.println(
        "at the 5 % level (two-sided) then finds such a difference in 80 of 100 experiments. More");
    out.println("comparisons at once need more seeds.");
  }

  private String nothing(Leaderboard leaderboard) {
    return Text.format(
        "No model, dataset and budget has both '%s' and '%s', expected two of %s",
        first,
        second,
        leaderboard.results().stream()
            .map(result -> result.strategy())
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", ")));
  }
}
