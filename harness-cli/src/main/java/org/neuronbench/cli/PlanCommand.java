package org.neuronbench.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.run.Cell;
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

  private static final String RUN = "run";
  private static final String DONE = "done";
  private static final String FAILED = "failed";

  @Mixin ExperimentOptions options = new ExperimentOptions();
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Workbench bench = options.workbench(spec.commandLine().getErr());
    Experiment experiment = options.read(bench);
    Plan plan = bench.plan(experiment);
    Path folder = options.folder(experiment);
    Optional<ResultStore> store =
        Files.isDirectory(folder.resolve("cells"))
            ? Optional.of(ResultStore.open(folder))
            : Optional.empty();
    Map<String, Integer> counts = new TreeMap<>();
    for (Cell cell : plan.cells()) {
      String state = state(cell, store);
      counts.merge(state, 1, Integer::sum);
      out.printf(
          "%-6s %s, %d parameters  [%s]%n",
          state, cell.label(), cell.budget().parameters(), cell.id());
    }
    plan.remarks().forEach(r -> out.println("Note: " + r));
    out.printf(
        "%d cells of %d epochs: %d to run, %d done%s in %s%n",
        plan.cells().size(),
        experiment.training().totalEpochs(),
        counts.getOrDefault(RUN, 0),
        counts.getOrDefault(DONE, 0),
        counts.containsKey(FAILED)
            ? ", %d failed (--rerun failed runs them again)".formatted(counts.get(FAILED))
            : "",
        folder);
    return Main.DONE;
  }

  private String state(Cell cell, Optional<ResultStore> store) {
    Optional<CellRecord> record = store.flatMap(s -> s.find(cell.id()));
    if (options.rerun.wants(record)) {
      return RUN;
    }
    return record.orElseThrow().status() == CellStatus.OK ? DONE : FAILED;
  }
}
