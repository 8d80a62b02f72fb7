package org.neuronbench.cli.workbench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetCatalog;
import org.neuronbench.core.engine.ModelCatalog;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.experiment.Experiment.MethodsEntry;
import org.neuronbench.core.experiment.ExperimentReader;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.core.experiment.Vocabulary;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.Inputs;
import org.neuronbench.core.plan.OpenCell;
import org.neuronbench.core.plan.Plan;
import org.neuronbench.core.plan.Planner;
import org.neuronbench.core.plugins.PluginLocations;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.run.Cancellation;
import org.neuronbench.core.run.ExperimentRunner;
import org.neuronbench.core.run.LocalExecutor;
import org.neuronbench.core.run.RunListener;
import org.neuronbench.core.run.Trials;
import org.neuronbench.core.run.Trials.Keepsake;
import org.neuronbench.core.run.Trials.Watch;
import org.neuronbench.core.strategies.MethodInfo;
import org.neuronbench.core.strategies.StrategyInfo;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.datasets.BuiltInDatasets;
import org.neuronbench.datasets.DataFolder;
import org.neuronbench.engine.dl4j.Dl4jEngine;
import org.neuronbench.engine.onednn.OnednnEngine;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.spi.ParameterSpec;

/** Wires the rooms together. */
public final class Workbench {

  private final ModelCatalog models = new ModelZoo();
  private final DatasetCatalog datasets;
  private final StrategyRegistry strategies;
  private final Inputs inputs;
  private final List<TrainingEngine> engines = List.of(new OnednnEngine(), new Dl4jEngine());

  /** Opens a workbench with the built-in strategies. */
  public Workbench() {
    this(DataFolder.of(Optional.empty()));
  }

  /** Opens a workbench with the built-in strategies, around a folder of data. */
  public Workbench(DataFolder data) {
    this(builtIn().plugins(), data);
  }

  /** Opens a workbench with the strategies of these plug-ins, the built-in ones among them. */
  public Workbench(List<Path> plugins, DataFolder data) {
    strategies = StrategyRegistry.load(plugins);
    datasets = new BuiltInDatasets(data);
    inputs = new Inputs(models, datasets);
  }

  /** The built-in strategies are a plug-in like others, which happens to be on the class path. */
  public static PluginLocations builtIn() {
    return new PluginLocations().classPath(Workbench.class.getClassLoader());
  }

  public ModelCatalog models() {
    return models;
  }

  public DatasetCatalog datasets() {
    return datasets;
  }

  public StrategyRegistry strategies() {
    return strategies;
  }

  /** Returns an engine whose id was checked when the experiment was read. */
  public TrainingEngine engine(String id) {
    return engines.stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
  }

  public ExperimentReader experimentReader() {
    return new ExperimentReader(vocabulary());
  }

  /** What experiment files may name. */
  public Vocabulary vocabulary() {
    Map<String, List<ParameterSpec>> parameters = new LinkedHashMap<>();
    for (StrategyInfo info : strategies.strategies()) {
      parameters.put(info.id(), info.parameters());
    }
    Map<String, List<ParameterSpec>> methods = new LinkedHashMap<>();
    for (MethodInfo info : strategies.methods().methods()) {
      methods.put(info.id(), info.parameters());
    }
    return new Vocabulary(
        models.models(),
        datasets.datasets(),
        parameters,
        methods,
        engines.stream().map(TrainingEngine::id).toList(),
        strategies::whyNot);
  }

  public Plan plan(Experiment experiment) {
    TrainingRecipe recipe = experiment.training();
    TrainingEngine engine = engine(recipe.get(Settings.ENGINE));
    engine.require(recipe.get(Settings.PRECISION), recipe.get(Settings.FORCE_PRECISION));
    requireMethods(experiment, engine);
    return new Planner(inputs, strategies).plan(experiment, engine.numerics());
  }

  private static void requireMethods(Experiment experiment, TrainingEngine engine) {
    experiment.methods().stream()
        .filter(methods -> !engine.runsMethods() && !methods.equals(MethodsEntry.NONE))
        .findFirst()
        .ifPresent(
            methods -> {
              throw new InputException(
                  Text.format(
                      "methods: engine %s runs no methods, and the experiment names %s; use onednn",
                      engine.id(), methods.label()));
            });
  }

  /** Opens the model and data of a cell. */
  public OpenCell open(CellSpec cell) {
    return inputs.open(cell);
  }

  public Trials trials() {
    return new Trials(inputs, engines, strategies);
  }

  /** Returns what runs cells in this process; what planning opened need not be opened again. */
  public ExperimentRunner runner(
      ResultStore store, RunListener listener, Keepsake keepsake, Cancellation cancellation) {
    Watch watch = Watch.NONE.telling(listener).keeping(keepsake);
    return new ExperimentRunner(
        new LocalExecutor(trials(), inputs, watch), store, listener, cancellation);
  }
}
