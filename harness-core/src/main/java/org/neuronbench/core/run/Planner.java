package org.neuronbench.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetCatalog;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.ModelCatalog;
import org.neuronbench.core.engine.ModelInfo;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.Preprocessing;
import org.neuronbench.core.experiment.BudgetSpec;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.experiment.Experiment.DatasetEntry;
import org.neuronbench.core.experiment.Experiment.ModelEntry;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.core.experiment.TrainingRecipe.PixelScaling;
import org.neuronbench.core.strategies.StrategyInfo;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.Network;

/** Turns an experiment into cells: opens its data and weights, and checks that they go together. */
public final class Planner {

  /**
   * Version of the harness's own numbers: streams, data order, augmentation, schedule, signals.
   * Part of every cell's identity, raised by hand whenever a change makes a cell come out
   * differently.
   */
  public static final int NUMERICS = 2;

  private static final int HASH_LENGTH = 10;
  private static final int SETTINGS_LENGTH = 6;
  private static final int LONGEST_NAME = 120;
  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final ModelCatalog models;
  private final DatasetCatalog datasets;
  private final StrategyRegistry strategies;

  /**
   * Creates a planner.
   *
   * @param models where models come from
   * @param datasets where data comes from
   */
  public Planner(ModelCatalog models, DatasetCatalog datasets, StrategyRegistry strategies) {
    this.models = models;
    this.datasets = datasets;
    this.strategies = strategies;
  }

  /** A plan under construction. */
  private final class Draft {
    private final Experiment experiment;
    private final int engineNumerics;
    private final Map<Map.Entry<DatasetEntry, Integer>, Dataset> opened = new HashMap<>();
    private final List<Cell> cells = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    Draft(Experiment experiment, int engineNumerics) {
      this.experiment = experiment;
      this.engineNumerics = engineNumerics;
    }

    Plan plan() {
      for (ModelEntry model : experiment.models()) {
        for (DatasetEntry dataset : experiment.datasets()) {
          pair(model, dataset);
        }
      }
      return new Plan(experiment, cells, List.copyOf(remarks));
    }

    private void pair(ModelEntry modelEntry, DatasetEntry datasetEntry) {
      int imageSize = experiment.training().imageSize().orElseGet(() -> ownSize(modelEntry.id()));
      Dataset dataset =
          opened.computeIfAbsent(
              Map.entry(datasetEntry, imageSize),
              key -> open(datasetEntry, imageSize, experiment.training().augmentation()));
      checkEnough(dataset);
      Model loaded =
          models.load(
              new ModelRequest(
                  modelEntry.id(),
                  modelEntry.weights(),
                  modelEntry.width(),
                  modelEntry.head(),
                  imageSize,
                  dataset.classNames().size()));
      Model model = scaled(loaded, experiment.training().preprocessing());
      if (model.weightsHash().equals("random")) {
        remarks.add(
            Text.format("%s starts from random weights; nothing was pretrained", model.id()));
      }
      for (long seed : experiment.seeds()) {
        for (StrategyEntry strategy : experiment.strategies()) {
          strategyCells(
              new Pair(modelEntry, datasetEntry.name(), model, dataset, imageSize), strategy, seed);
        }
      }
    }

    private void strategyCells(Pair pair, StrategyEntry strategy, long seed) {
      StrategyInfo info = strategies.info(strategy.id());
      Network network = pair.model().network();
      if (!info.usesBudget()) {
        cells.add(cell(pair, strategy, info, Cell.UNLIMITED, Budget.unlimited(network), seed));
        return;
      }
      for (BudgetSpec budget : experiment.budgets()) {
        budget.remark(network).ifPresent(remarks::add);
        cells.add(cell(pair, strategy, info, budget.text(), budget.of(network), seed));
      }
    }

    private void checkEnough(Dataset dataset) {
      TrainingRecipe recipe = experiment.training();
      int left = dataset.train().size() - recipe.velocityImages();
      if (left < recipe.batch()) {
        throw new InputException(
            Text.format(
                    "Dataset %s has %d training images; %d held out for observations leave less than one",
                    dataset.id(), dataset.train().size(), recipe.velocityImages())
                + Text.format(
                    " batch of %d; lower training.batch or training.velocity-images, or raise",
                    recipe.batch())
                + " train-limit");
      }
      if (dataset.classNames().size() < 2) {
        throw new InputException(
            Text.format(
                "Dataset %s has one class with images (%s); a classifier needs two or more",
                dataset.id(), String.join(", ", dataset.classNames())));
      }
      if (dataset.test().size() == 0) {
        throw new InputException(Text.format("Dataset %s has no test image", dataset.id()));
      }
    }

    private Cell cell(
        Pair pair,
        StrategyEntry strategy,
        StrategyInfo info,
        String budgetText,
        Budget budget,
        long seed) {
      Map<String, Object> identity = new TreeMap<>();
      identity.put("model", pair.entry().label());
      identity.put("head", pair.entry().head().name());
      identity.put("weights", pair.model().weightsHash());
      identity.put("dataset", pair.dataset().id());
      identity.put("data", pair.dataset().contentHash());
      identity.put("image-size", pair.imageSize());
      identity.put("recipe", recipe(experiment.training()));
      identity.put("numerics", Map.of("engine", engineNumerics, "harness", NUMERICS));
      String settings = hash(identity).substring(0, SETTINGS_LENGTH);
      identity.put("strategy", strategy.label());
      identity.put("strategy-code", info.hash());
      identity.put("budget-parameters", budget.parameters());
      identity.put("seed", seed);
      String name =
          String.join(
              "_",
              pair.entry().label(),
              pair.datasetName(),
              strategy.label(),
              budgetText,
              "s" + seed);
      String id = shortened(name) + "_" + hash(identity).substring(0, HASH_LENGTH);
      return new Cell(
          id,
          pair.entry().label(),
          pair.model(),
          pair.datasetName(),
          pair.dataset(),
          strategy,
          budgetText,
          budget,
          seed,
          settings,
          experiment.training(),
          identity);
    }
  }

  private record Pair(
      ModelEntry entry, String datasetName, Model model, Dataset dataset, int imageSize) {}

  /**
   * Plans an experiment.
   *
   * @param engineNumerics version of the engine's numbers, {@link
   *     org.neuronbench.core.engine.TrainingEngine#numerics}
   * @return its cells, in the order they run
   * @throws InputException if a weight file or data file cannot be used
   */
  public Plan plan(Experiment experiment, int engineNumerics) {
    return new Draft(experiment, engineNumerics).plan();
  }

  /** Cuts a name so that it can name a folder everywhere. */
  private static String shortened(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._-]+", "-");
    return safe.substring(0, Math.min(LONGEST_NAME, safe.length()));
  }

  private int ownSize(String id) {
    return models.models().stream()
        .filter(m -> m.id().equals(id))
        .mapToInt(ModelInfo::imageSize)
        .findFirst()
        .orElseThrow();
  }

  private Dataset open(DatasetEntry entry, int imageSize, Augmentation augmentation) {
    return datasets.open(
        new DatasetRequest(
            entry.id(),
            entry.root(),
            imageSize,
            entry.crop(),
            entry.trainLimit(),
            entry.testLimit(),
            entry.fit(),
            augmentation.crop().isPresent()));
  }

  private static Model scaled(Model model, PixelScaling scaling) {
    return scaling == PixelScaling.HALF ? model.withPreprocessing(Preprocessing.HALF) : model;
  }

  private static Map<String, Object> recipe(TrainingRecipe recipe) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("engine", recipe.engine());
    map.put("epochs", recipe.epochs());
    map.put("warmup-epochs", recipe.warmupEpochs());
    map.put("batch", recipe.batch());
    map.put("learning-rate", recipe.learningRate());
    map.put("momentum", recipe.momentum());
    map.put("weight-decay", recipe.weightDecay());
    map.put("label-smoothing", recipe.labelSmoothing());
    map.put("batch-norm", recipe.batchNorm().id());
    map.put("augmentation", recipe.augmentation().label());
    if (recipe.preprocessing() != PixelScaling.WEIGHTS) {
      map.put("preprocessing", recipe.preprocessing().name().toLowerCase(java.util.Locale.ROOT));
    }
    map.put("velocity-images", recipe.velocityImages());
    map.put("threads", recipe.threads());
    return map;
  }

  private static String hash(Map<String, Object> identity) {
    try {
      return Hashes.of(CANONICAL.writeValueAsString(identity));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Plain values are always JSON", e);
    }
  }
}
