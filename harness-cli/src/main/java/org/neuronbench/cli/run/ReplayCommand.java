package org.neuronbench.cli.run;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.cli.terminal.Progress;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.DataOptions;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.PluginOptions;
import org.neuronbench.cli.workbench.TemporaryFolder;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.experiment.Experiment.Source;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.Plan;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.DamagedCell;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.run.Cancellation;
import org.neuronbench.core.run.ExperimentRunner;
import org.neuronbench.core.run.Trials.Keepsake;
import org.neuronbench.reports.text.CellComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a stored cell again and compares. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Build a cell again from its record, run it, and compare metric by metric.",
      "",
      "Everything is taken from the record: the experiment, its data and weight files. What has",
      "changed since (another jar, other data, another library) is listed before the run."
    },
    footer = {
      "",
      "Exit codes: 0 every number is the same, 1 one differs or the cell failed, 2 wrong use, 4 a "
          + "plug-in ended the process, 130 stopped by Ctrl-C.",
      "",
      "Example:  ./neuronbench replay results/quickstart/cells/CELL"
    })
public final class ReplayCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "CELL",
      description = "The cell's folder, such as results/quickstart/cells/CELL.")
  Path folder = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Keep the replayed cell in this folder of results. Default: it is not kept.")
  @Nullable Path out;

  @Mixin PluginOptions plugins = new PluginOptions();

  @Mixin DataOptions data = new DataOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter writer = spec.commandLine().getOut();
    CellRecord recorded = recorded();
    Workbench bench = plugins.workbench(spec.commandLine().getErr(), data.folder());
    Experiment experiment = bench.experimentReader().read(recorded.experiment(), source(recorded));
    List<CellSpec> alike = bench.plan(only(experiment, recorded)).cells();
    CellSpec cell =
        alike.stream()
            .filter(spec -> spec.id().equals(recorded.cell()))
            .findFirst()
            .orElse(alike.get(0));
    changes(recorded, cell, writer);
    writer.println("Replaying " + cell.label());
    writer.flush();
    try (TemporaryFolder temporary = new TemporaryFolder("neuronbench-replay")) {
      Path results = out == null ? temporary.path() : out;
      ResultStore store = ResultStore.create(results);
      Progress progress = new Progress(Terminal.of(spec).line(writer));
      Cancellation cancellation = new Cancellation();
      Interruption interruption = new Interruption(cancellation);
      try {
        bench
            .runner(store, progress, Keepsake.NONE, cancellation)
            .run(new Plan(experiment, List.of(cell), List.of()), ExperimentRunner.Options.DEFAULT);
      } finally {
        interruption.finished();
      }
      CellRecord again = store.find(cell.id()).orElseThrow();
      CellComparison comparison = CellComparison.of(recorded, again);
      writer.print(comparison.text());
      writer.flush();
      return comparison.identical() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private CellRecord recorded() {
    Path absolute = folder.toAbsolutePath().normalize();
    Path cells = absolute.getParent();
    Path results = cells == null ? null : cells.getParent();
    if (!Files.exists(absolute.resolve("cell.json"))) {
      throw new InputException(
          Text.format(
              "%s is no cell: it has no cell.json; give a folder such as results/NAME/cells/CELL",
              folder));
    }
    if (cells == null || results == null || !cells.endsWith("cells")) {
      throw new InputException(
          Text.format(
              "%s lies outside a folder of results; put it back into its RESULTS/cells", folder));
    }
    try {
      return ResultStore.open(results).read(absolute.getFileName().toString());
    } catch (DamagedCell e) {
      throw new InputException(e.line() + "; it cannot be replayed", e);
    }
  }

  private static Source source(CellRecord recorded) {
    Object settings = recorded.provenance().get("experiment");
    Object folder = recorded.provenance().get("experiment-folder");
    if (!(settings instanceof Map<?, ?> map) || map.isEmpty() || folder == null) {
      throw new InputException(
          Text.format(
                  "The record of %s does not say how it was run (an older version wrote it); run its",
                  recorded.cell())
              + " experiment again");
    }
    return new Source(Path.of(folder.toString()), map);
  }

  /** The experiment less all but the cell, so that nothing else is opened. */
  private static Experiment only(Experiment experiment, CellRecord recorded) {
    Experiment one =
        experiment.only(
            recorded.model(),
            recorded.dataset(),
            recorded.strategy(),
            recorded.method(),
            budget ->
                recorded.budget().equals(CellSpec.UNLIMITED)
                    || budget.text().equals(recorded.budget()),
            recorded.seed());
    boolean there =
        Stream.of(
                one.models(),
                one.datasets(),
                one.strategies(),
                one.methods(),
                one.budgets(),
                one.seeds())
            .noneMatch(List::isEmpty);
    if (!there) {
      throw new InputException(
          Text.format("The experiment in the record of %s has no such cell", recorded.cell()));
    }
    return one;
  }

  /** Lists what the cell's id depends on and what is another today. */
  private static void changes(CellRecord recorded, CellSpec cell, PrintWriter writer) {
    if (cell.id().equals(recorded.cell())
        || !(recorded.provenance().get("cell") instanceof Map<?, ?> identity)) {
      return;
    }
    writer.println("Not the same cell any more:");
    Map<String, String> before = flat(identity);
    Map<String, String> now = flat(cell.identity());
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(now.keySet());
    for (String key : keys) {
      String was = before.getOrDefault(key, "nothing");
      String is = now.getOrDefault(key, "nothing");
      if (!was.equals(is)) {
        writer.printf(Locale.ROOT, "  %s was %s, is %s%n", key, was, is);
      }
    }
  }

  private static Map<String, String> flat(Map<?, ?> map) {
    Map<String, String> flat = new TreeMap<>();
    map.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            flat(inner).forEach((k, v) -> flat.put(key + "." + k, v));
          } else {
            flat.put(String.valueOf(key), String.valueOf(value));
          }
        });
    return flat;
  }
}
