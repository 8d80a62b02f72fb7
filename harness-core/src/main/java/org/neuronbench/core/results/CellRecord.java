package org.neuronbench.core.results;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one cell: one (model, dataset, strategy, budget, seed, recipe).
 *
 * @param schema version of this layout
 * @param cell the cell's id: a readable name and a hash of all that can change its numbers
 * @param experiment name of the experiment that ran it first
 * @param status how it ended
 * @param reason why it did not end well; empty for {@code ok}
 * @param model model id
 * @param dataset the dataset's name in the experiment: its id, unless given another
 * @param strategy strategy id with the parameters that the experiment set
 * @param method method ids with the parameters that the experiment set; {@code none}
 * @param budget as the experiment gave it, such as {@code 21.2%}; {@code unlimited} for strategies
 *     that use none
 * @param costModel what the budget counts, such as {@code weights}
 * @param budgetLimit the bound, in what the cost model counts
 * @param networkCost what the whole network costs: what 100 % is
 * @param networkParameters parameters of all convolutions
 * @param parametersOutsideBudget trained parameters that no budget counts: head, and batch norm
 *     unless frozen; {@code null} if the cell ended before its network was opened
 * @param seed the cell's root seed
 * @param settings short hash of all that cells must share to be compared: weights, data, recipe
 * @param unit what was selected: {@code output-channel} or {@code input-channel}
 * @param oracles signals that no budget would allow, which the strategy was shown
 * @param layers names of the convolutions, in network order
 * @param layerNeurons neurons of each convolution, in that unit
 * @param epochs one record an epoch, in order; short if the cell ended early
 * @param answers which test images the last epoch got right; {@code null} if no epoch ran, and in
 *     results of schema 1
 * @param provenance versions, hashes, machine and the resolved settings
 */
public record CellRecord(
    int schema,
    String cell,
    String experiment,
    CellStatus status,
    String reason,
    String model,
    String dataset,
    String strategy,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoMethod.class) String method,
    String budget,
    String costModel,
    long budgetLimit,
    long networkCost,
    long networkParameters,
    @Nullable Long parametersOutsideBudget,
    long seed,
    String settings,
    String unit,
    List<String> oracles,
    List<String> layers,
    List<Integer> layerNeurons,
    List<EpochRecord> epochs,
    @Nullable TestAnswers answers,
    Map<String, Object> provenance) {

  /** The layout that this version writes. */
  public static final int SCHEMA = 3;

  /** What stands for no method. */
  public static final String NO_METHOD = "none";

  /** Equals what is left out of files. */
  static final class NoMethod {
    @Override
    @SuppressWarnings("EqualsWhichDoesntCheckParameterClass") // a filter of values, as Jackson asks
    public boolean equals(Object value) {
      return NO_METHOD.equals(value);
    }

    @Override
    public int hashCode() {
      return NO_METHOD.hashCode();
    }
  }

  /** Copies the collections. */
  public CellRecord {
    oracles = List.copyOf(oracles);
    layers = List.copyOf(layers);
    layerNeurons = List.copyOf(layerNeurons);
    epochs = List.copyOf(epochs);
    provenance = Map.copyOf(provenance);
  }

  /**
   * Renames the dataset, for reports.
   *
   * @return a copy
   */
  public CellRecord withDataset(String name) {
    return with(name, epochs, provenance);
  }

  /**
   * Leaves out what differs between two runs of the same cell: wall times, and when the run
   * started.
   */
  public CellRecord withoutTimes() {
    Map<String, Object> timeless = new HashMap<>(provenance);
    timeless.remove("started");
    return with(dataset, epochs.stream().map(EpochRecord::withoutTimes).toList(), timeless);
  }

  private CellRecord with(
      String name, List<EpochRecord> otherEpochs, Map<String, Object> otherProvenance) {
    return new CellRecord(
        schema,
        cell,
        experiment,
        status,
        reason,
        model,
        name,
        strategy,
        method,
        budget,
        costModel,
        budgetLimit,
        networkCost,
        networkParameters,
        parametersOutsideBudget,
        seed,
        settings,
        unit,
        oracles,
        layers,
        layerNeurons,
        otherEpochs,
        answers,
        otherProvenance);
  }

  /** Returns what is ranked: the strategy, with its methods if there are any. */
  public String contender() {
    return contender(strategy, method);
  }

  /** Names a strategy together with methods. */
  public static String contender(String strategy, String method) {
    return method.equals(NO_METHOD) ? strategy : strategy + " with " + method;
  }

  /** Returns the last epoch; {@code null} if none ran. */
  @JsonIgnore
  public @Nullable EpochRecord lastEpoch() {
    return epochs.isEmpty() ? null : epochs.get(epochs.size() - 1);
  }
}
