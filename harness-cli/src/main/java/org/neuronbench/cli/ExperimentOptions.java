package org.neuronbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.experiment.Experiment;
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
      description = {
        "Replace a setting of the file, such as --set training.epochs=3 or",
        "--set 'seeds=[0, 1]' or --set datasets.0.train-limit=500. May be repeated."
      })
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the results. Default: results/NAME of the experiment.")
  @Nullable Path out;

  @Mixin DataOptions data = new DataOptions();

  Experiment read(Workbench bench) {
    return bench.experimentReader().read(file, settings);
  }

  Path folder(Experiment experiment) {
    return Optional.ofNullable(out).orElseGet(() -> Path.of("results", experiment.name()));
  }
}
