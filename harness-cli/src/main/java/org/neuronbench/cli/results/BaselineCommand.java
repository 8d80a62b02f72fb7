package org.neuronbench.cli.results;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.DamagedCell;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.reports.compare.Baselines;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.reports.text.LeaderboardText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps results to compare later ones with. */
@Command(
    name = "baseline",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(save NAME | list | show NAME)",
    description = {
      "Keep results under a name, to compare later ones with.",
      "",
      "A baseline is a folder with the record of each cell and nothing else; commit it."
    },
    footer = {"", "Example:  ./neuronbench baseline save main --results results/quickstart"})
public final class BaselineCommand implements Runnable {

  /** Where baselines are. */
  static final class Folder {

    @Option(
        names = "--baselines",
        paramLabel = "DIR",
        description = "Where baselines are kept (default: ${DEFAULT-VALUE}).",
        defaultValue = "baselines")
    Path path = Baselines.DEFAULT_FOLDER;

    Baselines baselines() {
      return new Baselines(path);
    }
  }

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: baseline save NAME, baseline list, baseline show NAME");
  }

  /** Keeps results. */
  @Command(
      name = "save",
      mixinStandardHelpOptions = true,
      description = "Keep results as a baseline.",
      footer = {"", "Example:  ./neuronbench baseline save main --results results/quickstart"})
  int save(
      @Parameters(
              paramLabel = "NAME",
              description = "Letters, digits, dots, dashes, underscores; such as main or v1.2.")
          String name,
      @Option(
              names = "--results",
              paramLabel = "DIR",
              description = "The folder that 'run' wrote (default: the only one in results).")
          @Nullable Path results,
      @Option(names = "--force", description = "Replace a baseline of that name.") boolean force,
      @Mixin Folder folder) {
    ResultStore store = ResultFolders.open(results);
    refuseDamaged(store);
    Path saved = folder.baselines().save(name, store, force);
    List<CellRecord> cells = store.cells();
    long failed = cells.stream().filter(cell -> cell.status() != CellStatus.OK).count();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT, "Saved %s of %s as %s%n", count(cells.size(), "cell"), store.root(), saved);
    if (failed > 0) {
      out.printf(
          Locale.ROOT,
          "%s did not end ok; nothing will be compared with them.%n",
          count(failed, "cell"));
    }
    return ExitCode.DONE;
  }

  /** A baseline that lacks a seed nobody knows of would be compared with for long. */
  private static void refuseDamaged(ResultStore store) {
    List<DamagedCell> damaged = store.contents().damaged();
    if (!damaged.isEmpty()) {
      throw new InputException(
          Text.format(
              "%s, and %d in all; run the experiment again, or delete their folders",
              damaged.get(0).line(), damaged.size()));
    }
  }

  /** Prints a line per baseline. */
  @Command(name = "list", mixinStandardHelpOptions = true, description = "List the baselines.")
  int list(@Mixin Folder folder) {
    PrintWriter out = spec.commandLine().getOut();
    List<String> names = folder.baselines().names();
    if (names.isEmpty()) {
      out.printf(
          Locale.ROOT, "There is no baseline in %s; 'baseline save' makes one.%n", folder.path);
    }
    for (String name : names) {
      out.printf(Locale.ROOT, "%-20s %s%n", name, summary(folder.baselines().open(name)));
    }
    return ExitCode.DONE;
  }

  /** Prints what a baseline holds. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show what a baseline holds, as a ranking.")
  int show(
      @Parameters(paramLabel = "NAME", description = "Of a saved baseline.") String name,
      @Mixin Folder folder) {
    PrintWriter out = spec.commandLine().getOut();
    ResultStore store = folder.baselines().open(name);
    out.printf(Locale.ROOT, "%s: %s%n%n", store.root(), summary(store));
    out.print(LeaderboardText.render(Leaderboard.of(store.cells()), Terminal.of(spec).style()));
    out.flush();
    return ExitCode.DONE;
  }

  private static String summary(ResultStore store) {
    List<CellRecord> cells = store.cells();
    return Text.format(
        "%s, seeds %s, run %s, Neuronbench %s",
        count(cells.size(), "cell"),
        cells.stream()
            .map(CellRecord::seed)
            .distinct()
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(" ")),
        last(cells, "started"),
        last(cells, "harness-version"));
  }

  private static String last(List<CellRecord> cells, String fact) {
    return cells.stream()
        .map(cell -> String.valueOf(cell.provenance().getOrDefault(fact, "unknown")))
        .max(String::compareTo)
        .orElse("unknown");
  }

  private static String count(long number, String singular) {
    return number + " " + singular + (number == 1 ? "" : "s");
  }
}
