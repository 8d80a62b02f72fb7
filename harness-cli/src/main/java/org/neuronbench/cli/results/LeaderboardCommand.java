package org.neuronbench.cli.results;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.reports.Report;
import org.neuronbench.reports.ReportWriter;
import org.neuronbench.reports.text.LeaderboardText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the leaderboard of results again. */
@Command(
    name = "leaderboard",
    mixinStandardHelpOptions = true,
    description = {
      "Print the ranking of stored results and write its files again.",
      "",
      "Mean and spread over seeds per model, dataset, budget and strategy, as leaderboard.html,",
      "leaderboard.csv, cells.csv and epochs.csv in the result folder."
    },
    footer = {"", "Example:  ./neuronbench leaderboard results/quickstart"})
public final class LeaderboardCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "RESULTS",
      description = "The folder that 'run' wrote, such as results/quickstart.")
  Path results = Path.of("");

  @Option(
      names = "--without-timings",
      description =
          "Leave out wall times and when the run started. The files are then the same bytes for every "
              + "run of the same cells, interrupted or not.")
  boolean withoutTimings;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ResultStore store = ResultStore.open(results);
    Report report =
        withoutTimings ? ReportWriter.writeWithoutTimes(store) : ReportWriter.write(store);
    out.print(LeaderboardText.render(report.leaderboard(), Terminal.of(spec).style()));
    out.println();
    out.println("Leaderboard: " + report.page());
    out.println("Every cell:  " + report.cells());
    return ExitCode.DONE;
  }
}
