package org.neuronbench.core.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.experiment.BudgetSpec;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.experiment.Experiment.DatasetEntry;
import org.neuronbench.core.experiment.Experiment.MethodsEntry;
import org.neuronbench.core.experiment.Experiment.ModelEntry;
import org.neuronbench.core.experiment.Experiment.Source;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.experiment.Limits;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;

/**
 * One training run as a value: names, settings and hashes, and nothing that is open. {@link Inputs}
 * opens it, in this process or in another that {@link CellSpecJson} brought it to.
 *
 * @param id readable name, and a hash of all that can change the cell's numbers
 * @param experiment name of the experiment
 * @param source what the experiment was read from
 * @param point where the cell lies in the experiment
 * @param training how to train
 * @param limits what it is granted
 * @param content what its names stood for when it was planned
 */
public record CellSpec(
    String id,
    String experiment,
    Source source,
    Point point,
    TrainingRecipe training,
    Limits limits,
    Content content) {

  /** What stands for the hash of weights where there are none. */
  public static final String RANDOM = "random";

  /** The budget of strategies that use none. */
  public static final String UNLIMITED = "unlimited";

  private static final int HASH_LENGTH = 10;
  private static final int SETTINGS_LENGTH = 6;
  private static final int LONGEST_NAME = 120;
  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /**
   * One choice from every list of an experiment.
   *
   * @param budget empty for a strategy that uses none
   * @param seed root seed
   */
  public record Point(
      ModelEntry model,
      DatasetEntry dataset,
      StrategyEntry strategy,
      MethodsEntry methods,
      Optional<BudgetSpec> budget,
      long seed) {

    /** Creates a point without methods. */
    public Point(
        ModelEntry model,
        DatasetEntry dataset,
        StrategyEntry strategy,
        Optional<BudgetSpec> budget,
        long seed) {
      this(model, dataset, strategy, MethodsEntry.NONE, budget, seed);
    }
  }

  /**
   * What names stand for: a cell is the same only if all of this is.
   *
   * @param imageSize edge of the input, pixels
   * @param weights hash of the weights, or {@code random}
   * @param data hash of the pixels and labels
   * @param strategy hash of the strategy's code
   * @param budgetLimit the bound, in what the budget's model counts
   * @param networkCost what the whole network costs in that model
   * @param files hashes of the files that parameters of the strategy name, by parameter
   * @param methods hashes of the methods' code, by id
   * @param engineNumerics version of the engine's numbers
   * @param harnessNumerics version of the harness's
   */
  public record Content(
      int imageSize,
      String weights,
      String data,
      String strategy,
      long budgetLimit,
      long networkCost,
      Map<String, String> files,
      Map<String, String> methods,
      int engineNumerics,
      int harnessNumerics) {

    /** Copies the maps. */
    public Content {
      files = Map.copyOf(files);
      methods = Map.copyOf(methods);
    }

    /** Creates the content of a cell without methods. */
    public Content(
        int imageSize,
        String weights,
        String data,
        String strategy,
        long budgetLimit,
        long networkCost,
        Map<String, String> files,
        int engineNumerics,
        int harnessNumerics) {
      this(
          imageSize,
          weights,
          data,
          strategy,
          budgetLimit,
          networkCost,
          files,
          Map.of(),
          engineNumerics,
          harnessNumerics);
    }
  }

  /** Creates the cell at a point of an experiment. */
  public static CellSpec of(Experiment experiment, Point point, Content content) {
    CellSpec unnamed =
        new CellSpec(
            "",
            experiment.name(),
            experiment.source(),
            point,
            experiment.training(),
            experiment.limits(),
            content);
    return new CellSpec(
        unnamed.name(),
        unnamed.experiment,
        unnamed.source,
        point,
        unnamed.training,
        unnamed.limits,
        content);
  }

  private String name() {
    String name =
        String.join("_", model(), dataset(), contender(), budgetText(), "s" + point.seed());
    String safe = name.replaceAll("[^A-Za-z0-9._-]+", "-");
    return safe.substring(0, Math.min(LONGEST_NAME, safe.length()))
        + "_"
        + hash(identity()).substring(0, HASH_LENGTH);
  }

  /** By id, which tells cells apart; deep hashes would be slow for many. */
  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** Returns the model in results. */
  public String model() {
    return point.model().label();
  }

  /** Returns the dataset in results. */
  public String dataset() {
    return point.dataset().name();
  }

  /** Returns the strategy in results, with its parameters. */
  public String strategy() {
    return point.strategy().label();
  }

  /** Returns the methods in results, with their parameters, or {@code none}. */
  public String method() {
    return point.methods().label();
  }

  /** Returns what is ranked: the strategy, with its methods if there are any. */
  public String contender() {
    return CellRecord.contender(strategy(), method());
  }

  /** Returns the budget as written, or {@code unlimited}. */
  public String budgetText() {
    return point.budget().map(BudgetSpec::text).orElse(UNLIMITED);
  }

  /** Returns the bound. */
  public Budget budget() {
    return new Budget(costModel(), content.budgetLimit());
  }

  /** Returns what the budget counts. */
  public CostModel costModel() {
    return point
        .budget()
        .map(spec -> spec.in(training.get(Settings.PRECISION)).model())
        .orElse(CostModel.WEIGHTS);
  }

  /** Names the cell for progress lines. */
  public String label() {
    return Text.format(
        "%s on %s, %s, budget %s, seed %d",
        model(), dataset(), contender(), budgetText(), point.seed());
  }

  /** Returns the short hash of what cells must share to be compared: weights, data and recipe. */
  public String settings() {
    return hash(shared()).substring(0, SETTINGS_LENGTH);
  }

  /** Returns what the hash in the id is taken of. */
  public Map<String, Object> identity() {
    Map<String, Object> identity = shared();
    identity.put("strategy", strategy());
    identity.put("strategy-code", content.strategy());
    identity.put("budget-parameters", content.budgetLimit());
    if (!costModel().equals(CostModel.WEIGHTS)) {
      identity.put("budget-model", costModel().toString());
    }
    if (!content.files().isEmpty()) {
      identity.put("strategy-files", content.files());
    }
    if (!point.methods().equals(MethodsEntry.NONE)) {
      identity.put("methods", method());
      identity.put("method-code", content.methods());
    }
    identity.put("seed", point.seed());
    return identity;
  }

  private Map<String, Object> shared() {
    Settings settings = training.settings();
    Map<String, Object> shared = new TreeMap<>();
    shared.putAll(point.model().values().identity(settings.of("models")));
    point
        .dataset()
        .values()
        .identity(settings.of("datasets"))
        .forEach((key, value) -> shared.put("dataset-" + key, value));
    shared.put("model", model());
    shared.put("weights", content.weights());
    if (content.weights().equals(RANDOM)) {
      shared.put("initial-weights", "of the seed");
    }
    shared.put("dataset", point.dataset().id());
    shared.put("data", content.data());
    shared.put("image-size", content.imageSize());
    shared.put("recipe", training.identity());
    shared.put(
        "numerics",
        Map.of("engine", content.engineNumerics(), "harness", content.harnessNumerics()));
    return shared;
  }

  private static String hash(Map<String, Object> identity) {
    try {
      return Hashes.of(CANONICAL.writeValueAsString(identity));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Plain values are always JSON", e);
    }
  }

  /** Returns what to ask of the catalog of models. */
  public ModelRequest modelRequest() {
    return Inputs.request(point.model(), content.imageSize());
  }

  /** Returns what to ask of the catalog of datasets. */
  public DatasetRequest datasetRequest() {
    return Inputs.request(point.dataset(), content.imageSize(), training);
  }
}
