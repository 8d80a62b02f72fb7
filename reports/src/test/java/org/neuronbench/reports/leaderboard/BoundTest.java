package org.neuronbench.reports.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neuronbench.reports.Cells.cell;
import static org.neuronbench.reports.Cells.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.experiment.BudgetSpec;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.spi.CostModel;

class BoundTest {

  private static final CostModel RELEASED = CostModel.INPUT_CHANNEL_FP32.asReleased();

  @Test
  void countsParameters() {
    assertThat(group(cell("a").epoch(0.5).build()).boundText())
        .isEqualTo("At most 200 of 2,000 convolution parameters may be updated in an epoch.");
  }

  @Test
  void countsBytesInUnitsThatAreReadAndExactly() {
    assertThat(group(memory("memory: 256KiB", CostModel.INPUT_CHANNEL_FP32)).boundText())
        .isEqualTo(
            "A selection may cost at most 256.0 KiB (262,144 bytes) of the whole network's 3.0 MiB"
                + " (3,145,728 bytes) for one image (cost model input-channel-fp32).");
  }

  @Test
  void countsMultiplyAccumulates() {
    CellRecord cell =
        cell("a").budget("macs: 30%", CostModel.MACS, 30_000, 100_001).epoch(0.5).build();
    assertThat(group(cell).boundText())
        .isEqualTo(
            "A selection may cost at most 30,000 MACs of the whole network's 100,001 MACs for one"
                + " image (cost model macs).");
  }

  @Test
  void namesTheSwitchOfAModel() {
    assertThat(group(memory("memory: 5% depthwise-as-released", RELEASED)).boundText())
        .contains("256.0 KiB")
        .endsWith("(cost model input-channel-fp32 depthwise-as-released).");
  }

  @Test
  void saysThatThereIsNone() {
    assertThat(group(reference("full", 0.8)).boundText())
        .isEqualTo("No budget; the network has 2,000 convolution parameters.");
  }

  @Test
  void whatIsUsedIsCountedAsTheBudgetIs() {
    assertThat(percentUsed(memory("memory: 256KiB", CostModel.INPUT_CHANNEL_FP32))).isEqualTo(25);
    assertThat(percentUsed(memory("output-channel-fp32: 256KiB", CostModel.OUTPUT_CHANNEL_FP32)))
        .isEqualTo(50);
    assertThat(percentUsed(memory("su-int8: 256KiB", CostModel.SU_INT8))).isEqualTo(12.5);
    assertThat(percentUsed(memory("macs: 262144", CostModel.MACS))).isEqualTo(75);
    assertThat(percentUsed(cell("a").epoch(0.5).build())).isEqualTo(50);
  }

  @Test
  void noCellRecordsTheUseOfAModelWithASwitch() {
    assertThat(use(memory("memory: 5% depthwise-as-released", RELEASED)).percentOfBudget())
        .isEmpty();
  }

  /** What filters and permalinks of the page name is a text: it must not mean two things. */
  @Test
  void everyTextIsOfOneModel() {
    Map<String, CostModel> models = new HashMap<>();
    for (String key :
        List.of("", "memory:", "weights:", "input-channel-fp32:", "output-channel-fp32:")) {
      take(models, key + "10%");
    }
    List.of("su-int8:", "macs:").forEach(key -> take(models, key + "10%"));
    List.of("memory:", "output-channel-fp32:")
        .forEach(key -> take(models, key + "10% depthwise-as-released"));
    List.of("100", "memory: 100B", "su-int8: 100B", "macs: 100")
        .forEach(text -> take(models, text));
    assertThat(models).hasSize(12);
  }

  private static void take(Map<String, CostModel> models, String text) {
    BudgetSpec budget = BudgetSpec.parse(text);
    assertThat(models.merge(budget.text(), budget.model(), (old, same) -> old))
        .isEqualTo(budget.model());
  }

  private static CellRecord memory(String budget, CostModel model) {
    return cell("a")
        .budget(budget, model, 1 << 18, 3 << 20)
        .measured(Metrics.MEMORY_USE, 1 << 16)
        .measured(Metrics.OUTPUT_MEMORY_USE, 1 << 17)
        .measured(Metrics.INT8_USE, 1 << 15)
        .measured(Metrics.BACKWARD_MACS, 3 << 16)
        .epoch(0.5)
        .build();
  }

  private static double percentUsed(CellRecord cell) {
    return use(cell).percentOfBudget().orElseThrow();
  }

  private static BudgetUse use(CellRecord cell) {
    LeaderboardGroup group = group(cell);
    return BudgetUse.of(BudgetUse.Whole.of(group), group.entries().get(0));
  }

  private static LeaderboardGroup group(CellRecord cell) {
    return Leaderboard.of(List.of(cell)).groups().get(0);
  }
}
