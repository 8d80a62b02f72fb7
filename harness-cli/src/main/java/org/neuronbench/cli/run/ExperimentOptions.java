package org.neuronbench.cli.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neuronbench.cli.workbench.DataOptions;
import org.neuronbench.cli.workbench.PluginOptions;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.results.Rerun;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code run} and {@code plan} take. */
final class ExperimentOptions {

  @Parameters(paramLabel = "FILE", description = "The experiment file (YAML).")
  Path file = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Replace a setting of the file, such as --set training.epochs=3 or "
              + "--set 'seeds=[0, 1]' or --set datasets.0.train-limit=500. May be repeated.")
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the results. Default: results/NAME of the experiment.")
  @Nullable Path out;

  @Option(
      names = "--selection-limit",
      paramLabel = "TIME",
      description =
          "Time that a strategy may take to start, and for each selection, such as 90s; short for "
              + "--set limits.selection=TIME. Default: 60s. A cell that takes longer ends as 'timeout'.")
  @Nullable String selectionLimit;

  @Option(
      names = "--rerun",
      paramLabel = "WHICH",
      defaultValue = "missing",
      description =
          "Which cells to run: 'missing' (without a result, or stopped by you; the default), "
              + "'failed' (those, and what did not end well) or 'all'.")
  Rerun rerun = Rerun.MISSING;

  @Option(
      names = "--floors",
      description =
          "Also run head-only, static-random and full, what every strategy should be seen beside; "
              + "short for --set floors=true.")
  boolean floors;

  @Option(
      names = "--controls",
      description =
          "Also run every strategy that observes the network with its ranking inverted and with its "
              + "scores shuffled: it must do better than both.")
  boolean controls;

  @Mixin PluginOptions plugins = new PluginOptions();

  @Mixin DataOptions data = new DataOptions();

  public Workbench workbench(PrintWriter err) {
    return plugins.workbench(err, data.folder());
  }

  Experiment read(Workbench bench) {
    List<String> all = new ArrayList<>(settings);
    if (selectionLimit != null) {
      all.add("limits.selection=" + selectionLimit);
    }
    if (floors) {
      all.add("floors=true");
    }
    Experiment experiment = bench.experimentReader().read(file, all);
    if (!controls) {
      return experiment;
    }
    all.add("strategies=" + Controls.added(experiment, bench.strategies()));
    return bench.experimentReader().read(file, all);
  }

  Path folder(Experiment experiment) {
    return Optional.ofNullable(out).orElseGet(() -> Path.of("results", experiment.name()));
  }
}
