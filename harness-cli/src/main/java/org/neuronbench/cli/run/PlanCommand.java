package org.neuronbench.cli.run;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.neuronbench.cli.run.PlanMatrix.State;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.DecodedImages;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.Text;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.Plan;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.ResultStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what {@code run} would do. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Check an experiment and show the cells that it would run and those done already.",
      "",
      "Opens the data and the weights, and trains nothing. Writes nothing but decoded images, which"
          + " runs read too; it says so. The time is that of cells done in the result folder."
    },
    footer = {"", "Example:  ./neuronbench plan examples/quickstart.yaml"})
public final class PlanCommand implements Callable<Integer> {

  private static final String INDENT = "  ";

  @Mixin ExperimentOptions options = new ExperimentOptions();

  @Option(names = "--cells", description = "List every cell with its id, too.")
  boolean cells;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    DecodedImages decoded = new DecodedImages(options.data.folder().decoded());
    Workbench bench = options.workbench(spec.commandLine().getErr());
    Experiment experiment = options.read(bench);
    Plan plan = bench.plan(experiment);
    Path folder = options.folder(experiment);
    Optional<ResultStore> store =
        Files.isDirectory(folder.resolve("cells"))
            ? Optional.of(ResultStore.open(folder))
            : Optional.empty();
    Map<CellSpec, State> states = new LinkedHashMap<>();
    plan.cells().forEach(cell -> states.put(cell, state(cell, store)));
    if (cells) {
      states.forEach((cell, state) -> print(out, cell, state));
      out.println();
    }
    Terminal terminal = Terminal.of(spec);
    new PlanMatrix(states, terminal.style()).lines().forEach(out::println);
    TrainingRecipe training = experiment.training();
    terminal.print(out, "Training, where it is not the default: " + words(training), INDENT);
    plan.remarks().forEach(note -> terminal.print(out, "Note: " + note, INDENT));
    decoded.added().ifPresent(note -> terminal.print(out, "Note: " + note, INDENT));
    conclude(out, plan, states, store.map(ResultStore::cells).orElse(List.of()));
    return ExitCode.DONE;
  }

  private static void print(PrintWriter out, CellSpec cell, State state) {
    out.printf(
        Locale.ROOT,
        "%-6s %s, %d %s  [%s]%n",
        state.name().toLowerCase(Locale.ROOT),
        cell.label(),
        cell.budget().limit(),
        cell.costModel().kind().counts(),
        cell.id());
  }

  private static String words(TrainingRecipe training) {
    return training.written().entrySet().stream()
        .map(setting -> setting.getKey() + " " + setting.getValue())
        .collect(Collectors.joining(", "));
  }

  private void conclude(
      PrintWriter out, Plan plan, Map<CellSpec, State> states, List<CellRecord> records) {
    List<CellSpec> wanted = of(states, State.RUN);
    int failed = of(states, State.FAILED).size();
    out.printf(
        Locale.ROOT,
        "%d cells of %d epochs: %d to run, %d done%s in %s%n",
        states.size(),
        plan.experiment().training().totalEpochs(),
        wanted.size(),
        of(states, State.DONE).size(),
        failed > 0 ? Text.format(", %d failed (--rerun failed runs them again)", failed) : "",
        options.folder(plan.experiment()));
    Terminal.of(spec).print(out, new TimeEstimate(records).words(wanted), INDENT);
  }

  private static List<CellSpec> of(Map<CellSpec, State> states, State state) {
    return states.entrySet().stream()
        .filter(e -> e.getValue() == state)
        .map(Map.Entry::getKey)
        .toList();
  }

  private State state(CellSpec cell, Optional<ResultStore> store) {
    Optional<CellRecord> record = store.flatMap(s -> s.find(cell.id()));
    if (options.rerun.wants(record)) {
      return State.RUN;
    }
    return record.orElseThrow().status() == CellStatus.OK ? State.DONE : State.FAILED;
  }
}
