package org.neuronbench.core.run;

import java.util.Map;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.spi.Budget;

/**
 * One training run, ready to start.
 *
 * @param id readable name and hash of all that can change its numbers
 * @param modelLabel the model in results
 * @param model the model
 * @param datasetName the dataset in results
 * @param dataset the data
 * @param strategy the strategy and its parameters
 * @param budgetText the budget as written, or {@code unlimited}
 * @param budget the bound
 * @param seed root seed
 * @param settings short hash of weights, data and recipe
 * @param recipe how to train
 * @param identity what the hash was taken of
 */
public record Cell(
    String id,
    String modelLabel,
    Model model,
    String datasetName,
    Dataset dataset,
    StrategyEntry strategy,
    String budgetText,
    Budget budget,
    long seed,
    String settings,
    TrainingRecipe recipe,
    Map<String, Object> identity) {

  /** The budget of strategies that use none. */
  public static final String UNLIMITED = "unlimited";

  /** Names the cell for progress lines: strategy, budget and seed. */
  public String label() {
    return Text.format(
        "%s on %s, %s, budget %s, seed %d",
        modelLabel, datasetName, strategy.label(), budgetText, seed);
  }
}
