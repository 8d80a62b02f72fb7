package org.neuronbench.cli.run;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.neuronbench.cli.terminal.MovingLine;
import org.neuronbench.cli.terminal.Progress;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.plan.Plan;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.run.Cancellation;
import org.neuronbench.core.run.ExperimentRunner;
import org.neuronbench.core.run.ExperimentRunner.Outcome;
import org.neuronbench.core.run.Trials.Keepsake;
import org.neuronbench.reports.Report;
import org.neuronbench.reports.ReportWriter;
import org.neuronbench.reports.text.LeaderboardText;
import org.neuronbench.reports.text.TextStyle;
import org.neuronbench.reports.text.TextStyle.Tone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs what an experiment lacks and writes its leaderboard. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Run the cells of an experiment that have no result yet, and write the leaderboard.",
      "",
      "One cell is one model, dataset, strategy, budget and seed. Each is stored when it ends, so a",
      "run can be stopped (Ctrl-C) or killed, and started again. Several runs on one folder share",
      "the cells between them.",
      "Writes cells.csv, epochs.csv, leaderboard.csv and leaderboard.html into the result folder."
    },
    footer = {
      "",
      "Exit codes: 0 every cell is done, 1 a cell failed, 2 wrong use, 4 a plug-in called "
          + "System.exit, 130 stopped by Ctrl-C (finished cells are kept).",
      "",
      "Example:  ./neuronbench run examples/quickstart.yaml --set training.epochs=3 --out /tmp/try"
    })
public final class RunCommand implements Callable<Integer> {

  @Mixin ExperimentOptions options = new ExperimentOptions();

  @Option(
      names = {"-q", "--quiet"},
      description = "Print no progress, only the leaderboard's place and what failed.")
  boolean quiet;

  @Option(
      names = "--save-weights",
      description =
          "Keep the fine-tuned weights of every cell, as weights.safetensors in its folder; "
              + "'models export' takes them to PyTorch.")
  boolean saveWeights;

  @Option(
      names = "--checkpoint",
      description =
          "Keep where a cell stands after every epoch, so that a run that is stopped or killed loses "
              + "at most an epoch; costs writing the weights each time.")
  boolean checkpoint;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Workbench bench = options.workbench(spec.commandLine().getErr());
    Experiment experiment = options.read(bench);
    Plan plan = bench.plan(experiment);
    ResultStore store = ResultStore.create(options.folder(experiment));
    TextStyle errors = Terminal.of(spec).errorStyle();
    PrintWriter err = spec.commandLine().getErr();
    plan.remarks().forEach(r -> err.println(errors.paint(Tone.WARNING, "Note:") + " " + r));
    Progress progress = new Progress(quiet ? MovingLine.silent() : Terminal.of(spec).line(out));
    progress.begin(plan, store, options.rerun);
    Cancellation cancellation = new Cancellation();
    Interruption interruption = new Interruption(cancellation);
    try {
      Outcome outcome =
          bench
              .runner(store, progress, keepsake(plan, store), cancellation)
              .run(plan, new ExperimentRunner.Options(options.rerun, checkpoint));
      Report report = ReportWriter.write(store);
      if (!quiet) {
        out.println();
        out.print(LeaderboardText.render(report.leaderboard(), Terminal.of(spec).style()));
      }
      conclude(out, plan, outcome, report);
      boolean complete = outcome.failed() + outcome.failedBefore() == 0 && !outcome.cancelled();
      return complete ? ExitCode.DONE : ExitCode.FAILED;
    } finally {
      interruption.finished();
    }
  }

  private Keepsake keepsake(Plan plan, ResultStore store) {
    if (!saveWeights) {
      return Keepsake.NONE;
    }
    SavedWeights saved = new SavedWeights(store);
    long lacking = saved.lacking(plan, store);
    if (lacking > 0) {
      spec.commandLine()
          .getErr()
          .printf(
              Locale.ROOT,
              "Note: %d finished cells have no saved weights; to get them, delete their folders or"
                  + " give another --out%n",
              lacking);
    }
    return saved;
  }

  private static void conclude(PrintWriter out, Plan plan, Outcome outcome, Report report) {
    out.println();
    if (outcome.cancelled()) {
      out.printf(
          Locale.ROOT,
          "Stopped: %d of %d cells are done and kept; run the same command to go on.%n",
          outcome.done() + outcome.ran(),
          plan.cells().size());
    }
    if (outcome.failed() > 0) {
      out.printf(
          Locale.ROOT,
          "%d of %d cells failed; see the leaderboard.%n",
          outcome.failed(),
          outcome.ran());
    }
    if (outcome.failedBefore() > 0) {
      out.printf(
          Locale.ROOT,
          "%d cells failed in an earlier run; --rerun failed runs them again.%n",
          outcome.failedBefore());
    }
    out.println("Leaderboard: " + report.page());
    out.println("Every cell:  " + report.cells());
    out.flush();
  }
}
