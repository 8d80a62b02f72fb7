package org.neuronbench.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.run.Cell;
import org.neuronbench.core.run.ExperimentRunner;
import org.neuronbench.core.run.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what {@code run} would do. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Check an experiment and show the cells that it would run and those done already.",
      "Opens the data and the weights, trains nothing, writes nothing."
    },
    footer = {"", "Example:  ./neuronbench plan examples/quickstart.yaml"})
final class PlanCommand implements Callable<Integer> {

  @Mixin ExperimentOptions options = new ExperimentOptions();
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Workbench bench = new Workbench(options.data.folder());
    Experiment experiment = options.read(bench);
    Plan plan = bench.plan(experiment);
    Path folder = options.folder(experiment);
    List<Cell> missing =
        Files.isDirectory(folder.resolve("cells"))
            ? ExperimentRunner.missing(plan, ResultStore.open(folder))
            : plan.cells();
    for (Cell cell : plan.cells()) {
      out.printf(
          "%-5s %s, %d parameters  [%s]%n",
          missing.contains(cell) ? "run" : "done",
          cell.label(),
          cell.budget().parameters(),
          cell.id());
    }
    plan.remarks().forEach(r -> out.println("Note: " + r));
    out.printf(
        "%d cells of %d epochs: %d to run, %d done in %s%n",
        plan.cells().size(),
        experiment.training().totalEpochs(),
        missing.size(),
        plan.cells().size() - missing.size(),
        folder);
    return Main.DONE;
  }
}
