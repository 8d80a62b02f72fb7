package org.neuronbench.reports.leaderboard;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.spi.CostModel;

/**
 * What a budget allows, in what its cost model counts.
 *
 * @param costModel as cells name it, such as {@code input-channel-fp32}
 * @param limit the bound; 0 if no cell came so far as to know it
 * @param whole what updating the whole network costs; 0 likewise
 */
public record Bound(String costModel, long limit, long whole) {

  /** Budgets of parameters, then those of each other cost model; rising. */
  public static final Comparator<Bound> ORDER =
      Comparator.comparing((Bound bound) -> !bound.ofParameters())
          .thenComparing(Bound::costModel)
          .thenComparing(Bound::limit);

  /** What cells record of a use; with a switch a cost model counts something else. */
  private static final Map<String, Metric> USES =
      Map.of(
          CostModel.WEIGHTS.toString(), Metrics.PARAMETERS_UPDATED,
          CostModel.INPUT_CHANNEL_FP32.toString(), Metrics.MEMORY_USE,
          CostModel.OUTPUT_CHANNEL_FP32.toString(), Metrics.OUTPUT_MEMORY_USE,
          CostModel.INPUT_CHANNEL_BF16.toString(), Metrics.BFLOAT16_USE,
          CostModel.OUTPUT_CHANNEL_BF16.toString(), Metrics.OUTPUT_BFLOAT16_USE,
          CostModel.SU_INT8.toString(), Metrics.INT8_USE,
          CostModel.MACS.toString(), Metrics.BACKWARD_MACS);

  static Bound of(CellRecord cell) {
    return new Bound(cell.costModel(), cell.budgetLimit(), cell.networkCost());
  }

  /** Of cells with the same budget, not all of which need know it. */
  static Bound of(List<CellRecord> cells) {
    return cells.stream()
        .map(Bound::of)
        .max(ORDER.thenComparing(Bound::whole))
        .orElse(new Bound(CostModel.WEIGHTS.toString(), 0, 0));
  }

  /** Tells whether convolution parameters are counted. */
  public boolean ofParameters() {
    return costModel.equals(CostModel.WEIGHTS.toString());
  }

  /** Returns what is held against the bound; empty if cells do not record it. */
  public Optional<Metric> use() {
    return Optional.ofNullable(USES.get(costModel));
  }

  /** Says in a sentence what is allowed. */
  public String text() {
    return ofParameters()
        ? Text.format(
            "At most %s of %s convolution parameters may be updated in an epoch.",
            Numbers.grouped(limit), Numbers.grouped(whole))
        : Text.format(
            "A selection may cost at most %s of the whole network's %s for one image (cost model %s).",
            amount(limit), amount(whole), costModel);
  }

  private String amount(long cost) {
    String counts = counts();
    String exact = Numbers.grouped(cost) + " " + counts;
    return counts.equals("bytes") ? Numbers.size(cost) + " (" + exact + ")" : exact;
  }

  /** The switches of a cost model follow its name. */
  private String counts() {
    return CostModel.named(costModel.split(" ", 2)[0])
        .map(model -> model.kind().counts())
        .orElse("");
  }
}
