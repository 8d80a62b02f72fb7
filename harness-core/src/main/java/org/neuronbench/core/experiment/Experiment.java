package org.neuronbench.core.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An experiment: every model on every dataset with every strategy, budget and seed.
 *
 * @param name names the result folder
 * @param models the models
 * @param datasets the datasets
 * @param strategies the strategies
 * @param methods the methods, each none, one or several together
 * @param budgets the budgets, at least one
 * @param seeds root seeds
 * @param training the recipe
 * @param limits what it grants at most
 * @param source what it was read from
 */
public record Experiment(
    String name,
    List<ModelEntry> models,
    List<DatasetEntry> datasets,
    List<StrategyEntry> strategies,
    List<MethodsEntry> methods,
    List<BudgetSpec> budgets,
    List<Long> seeds,
    TrainingRecipe training,
    Limits limits,
    Source source) {

  /** Creates an experiment without methods. */
  public Experiment(
      String name,
      List<ModelEntry> models,
      List<DatasetEntry> datasets,
      List<StrategyEntry> strategies,
      List<BudgetSpec> budgets,
      List<Long> seeds,
      TrainingRecipe training,
      Limits limits,
      Source source) {
    this(
        name,
        models,
        datasets,
        strategies,
        List.of(MethodsEntry.NONE),
        budgets,
        seeds,
        training,
        limits,
        source);
  }

  /**
   * What an experiment was read from, so that it can be read again.
   *
   * @param folder that its paths are relative to
   * @param settings as the file gives them, replaced settings replaced; texts, lists and maps
   */
  public record Source(Path folder, Object settings) {

    /** An experiment that was put together, not read. */
    public static final Source NONE = new Source(Path.of(""), Map.of());

    /** Resolves a path: relative to the folder, or else to the one the command runs in. */
    public Path path(String text) {
      Path besideFile = folder.resolve(text).normalize();
      Path besideUser = Path.of(text).toAbsolutePath().normalize();
      return !Files.exists(besideFile) && Files.exists(besideUser) ? besideUser : besideFile;
    }
  }

  /** Copies the lists. */
  public Experiment {
    models = List.copyOf(models);
    datasets = List.copyOf(datasets);
    strategies = List.copyOf(strategies);
    methods = List.copyOf(methods);
    budgets = List.copyOf(budgets);
    seeds = List.copyOf(seeds);
  }

  /**
   * Returns the part of this experiment that holds one cell.
   *
   * @return without models, datasets, strategies, methods, budgets or seeds where it has no such
   *     one
   */
  public Experiment only(
      String model,
      String dataset,
      String strategy,
      String method,
      Predicate<BudgetSpec> budget,
      long seed) {
    return new Experiment(
        name,
        models.stream().filter(entry -> entry.label().equals(model)).toList(),
        datasets.stream().filter(entry -> entry.name().equals(dataset)).toList(),
        alike(strategy),
        methods.stream().filter(entry -> entry.label().equals(method)).toList(),
        budgets.stream().filter(budget).toList(),
        seeds.stream().filter(own -> own == seed).toList(),
        training,
        limits,
        source);
  }

  /** Labels of earlier versions also name parameters that are set to their default. */
  private List<StrategyEntry> alike(String label) {
    List<String> words = List.of(label.split(" "));
    List<StrategyEntry> same = strategies.stream().filter(e -> e.label().equals(label)).toList();
    return same.isEmpty()
        ? strategies.stream()
            .filter(e -> e.id().equals(words.get(0)))
            .filter(e -> words.containsAll(List.of(e.label().split(" "))))
            .toList()
        : same;
  }

  /** Returns what a file would say, but for the name: texts, numbers, lists and maps by key. */
  public Map<String, Object> written() {
    Map<String, Object> written =
        Values.DEFAULTS
            .with(Settings.STRATEGIES, strategies)
            .with(Settings.METHODS, methods)
            .with(Settings.BUDGETS, budgets)
            .with(Settings.SEEDS, seeds)
            .written(training.settings().of(""));
    written.put("models", written("models", models, ModelEntry::id, ModelEntry::values));
    written.put("datasets", written("datasets", datasets, DatasetEntry::id, DatasetEntry::values));
    written.put("training", training.written());
    written.put(
        "limits",
        Values.DEFAULTS
            .with(Settings.SELECTION_LIMIT, limits.selection())
            .written(training.settings().of("limits")));
    return written;
  }

  private <T> List<Object> written(
      String section, List<T> entries, Function<T, String> id, Function<T, Values> values) {
    List<Setting<?>> options = training.settings().of(section);
    return entries.stream()
        .map(e -> ExperimentReader.written(id.apply(e), values.apply(e).written(options)))
        .toList();
  }

  /**
   * A model with its options.
   *
   * @param id of the catalog
   * @param values of section {@code models}
   */
  public record ModelEntry(String id, Values values) {

    /** Returns the name in results: the id, with the width where it is not 1. */
    public String label() {
      double width = values.get(Settings.WIDTH);
      return width == 1 ? id : id + " width=" + width;
    }
  }

  /**
   * A dataset with its options.
   *
   * @param id of the catalog
   * @param values of section {@code datasets}
   */
  public record DatasetEntry(String id, Values values) {

    /** Returns the name in results and reports; no two of an experiment share one. */
    public String name() {
      return values.get(Settings.DATASET_NAME);
    }
  }

  /**
   * A strategy with the parameters that the experiment sets.
   *
   * @param id of the registry
   * @param parameters raw values by name
   */
  public record StrategyEntry(String id, Map<String, String> parameters) {

    /** Copies the map. */
    public StrategyEntry {
      parameters = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(parameters));
    }

    /**
     * Returns the name in results: the id with the parameters set: such as {@code sparse-update
     * scheme=s3}.
     */
    public String label() {
      return Experiment.label(id, parameters);
    }
  }

  /**
   * A method with the parameters that the experiment sets.
   *
   * @param id of the registry
   * @param parameters raw values by name
   */
  public record MethodEntry(String id, Map<String, String> parameters) {

    /** Copies the map. */
    public MethodEntry {
      parameters = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(parameters));
    }
  }

  /**
   * Methods used together; their order makes no difference.
   *
   * @param all sorted by id, none twice
   */
  public record MethodsEntry(List<MethodEntry> all) {

    /** No method. */
    public static final MethodsEntry NONE = new MethodsEntry(List.of());

    /** Sorts them. */
    public MethodsEntry {
      all = all.stream().sorted(java.util.Comparator.comparing(MethodEntry::id)).toList();
    }

    /** Returns the name in results, such as {@code error-map-pruning keep=0.6 + self-adaptive}. */
    public String label() {
      return all.isEmpty()
          ? "none"
          : all.stream()
              .map(entry -> Experiment.label(entry.id(), entry.parameters()))
              .collect(Collectors.joining(" + "));
    }
  }

  private static String label(String id, Map<String, String> parameters) {
    return parameters.isEmpty()
        ? id
        : parameters.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(" ", id + " ", ""));
  }
}
