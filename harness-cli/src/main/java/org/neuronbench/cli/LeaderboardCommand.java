package org.neuronbench.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.reports.LeaderboardText;
import org.neuronbench.reports.Report;
import org.neuronbench.reports.ReportWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the leaderboard of results again. */
@Command(
    name = "leaderboard",
    mixinStandardHelpOptions = true,
    description = {
      "Write cells.csv, epochs.csv, leaderboard.csv and leaderboard.html from stored results,",
      "and print the ranking: mean and spread over seeds per model, dataset, budget and strategy."
    },
    footer = {"", "Example:  ./neuronbench leaderboard results/quickstart"})
final class LeaderboardCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "RESULTS",
      description = "The folder that 'run' wrote, such as results/quickstart.")
  Path results = Path.of("");

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Report report = ReportWriter.write(ResultStore.open(results));
    out.print(LeaderboardText.render(report.leaderboard()));
    out.println();
    out.println("Leaderboard: " + report.page());
    out.println("Every cell:  " + report.cells());
    return Main.DONE;
  }
}
