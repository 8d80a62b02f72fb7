package org.neuronbench.core.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.neuronbench.core.data.Fit;
import org.neuronbench.core.engine.ModelRequest.Head;

/**
 * An experiment: every model on every dataset with every strategy, budget and seed.
 *
 * @param name names the result folder
 * @param models the models
 * @param datasets the datasets
 * @param strategies the strategies
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
    List<BudgetSpec> budgets,
    List<Long> seeds,
    TrainingRecipe training,
    Limits limits,
    Source source) {

  /**
   * What an experiment was read from, so that it can be read again.
   *
   * @param folder that its paths are relative to
   * @param settings as the file gives them, replaced settings replaced; texts, lists and maps
   */
  public record Source(Path folder, Object settings) {

    /** An experiment that was put together, not read. */
    public static final Source NONE = new Source(Path.of(""), Map.of());
  }

  /**
   * Creates an experiment of no source, with {@link Limits#DEFAULT}.
   *
   * @param budgets the budgets, at least one
   */
  public Experiment(
      String name,
      List<ModelEntry> models,
      List<DatasetEntry> datasets,
      List<StrategyEntry> strategies,
      List<BudgetSpec> budgets,
      List<Long> seeds,
      TrainingRecipe training) {
    this(name, models, datasets, strategies, budgets, seeds, training, Limits.DEFAULT, Source.NONE);
  }

  /** Copies the lists. */
  public Experiment {
    models = List.copyOf(models);
    datasets = List.copyOf(datasets);
    strategies = List.copyOf(strategies);
    budgets = List.copyOf(budgets);
    seeds = List.copyOf(seeds);
  }

  /**
   * A model with its options.
   *
   * @param id of the catalog
   * @param weights weight file, if given
   * @param width width multiplier
   * @param head what becomes of the classifier
   */
  public record ModelEntry(String id, Optional<Path> weights, double width, Head head) {

    /**
     * Returns the name in results: the id, with the width where it is not 1: such as {@code
     * mobilenet-v2}.
     */
    public String label() {
      return width == 1 ? id : id + " width=" + width;
    }
  }

  /**
   * A dataset with its options.
   *
   * @param name in results and reports; no two of an experiment share one
   * @param id of the catalog
   * @param root folder or archive, if given
   * @param crop share kept by the centre crop
   * @param trainLimit most training images
   * @param testLimit most test images
   * @param fit how images become squares
   */
  public record DatasetEntry(
      String name,
      String id,
      Optional<Path> root,
      double crop,
      OptionalInt trainLimit,
      OptionalInt testLimit,
      Fit fit) {

    /**
     * Creates an entry that is named by its id and keeps proportions.
     *
     * @param root folder or archive, if given
     * @param crop share kept by the centre crop
     * @param trainLimit most training images
     * @param testLimit most test images
     */
    public DatasetEntry(
        String id,
        Optional<Path> root,
        double crop,
        OptionalInt trainLimit,
        OptionalInt testLimit) {
      this(id, id, root, crop, trainLimit, testLimit, Fit.CROP);
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
      return parameters.isEmpty()
          ? id
          : parameters.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining(" ", id + " ", ""));
    }
  }
}
