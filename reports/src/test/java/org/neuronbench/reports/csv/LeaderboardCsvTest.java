package org.neuronbench.reports.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.reports.Cells;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

class LeaderboardCsvTest {

  @TempDir Path folder;

  @Test
  void hasTheDocumentedColumns() throws IOException {
    assertThat(CsvFiles.header(write(Cells.ok("a", 1, 0.5))))
        .isEqualTo(
            "model,dataset,budget,budget_parameters,cost_model,budget_limit,network_parameters,rank,"
                + "reference,strategy,method,unit,oracle_signals,cells_ok,cells_failed,failed_statuses,final_top1_mean,final_top1_std,"
                + "final_top1_low,final_top1_high,test_set_error,rank_low,rank_high,tier,compared_with,"
                + "difference,difference_low,difference_high,p_value,effect_size,mcnemar_p,"
                + "difference_images_low,difference_images_high,"
                + "best_top1_mean,best_top1_std,parameters_updated,"
                + "parameters_updated_percent_of_network,parameters_updated_percent_of_budget,"
                + "flops_saved_percent,executed_macs_saved_percent,memory_bytes,output_memory_bytes,"
                + "bfloat16_bytes,output_bfloat16_bytes,int8_bytes,backward_macs,weight_bytes,saved_bytes,predicted_saved_bytes,gradient_bytes,optimiser_bytes,"
                + "workspace_bytes,train_seconds,select_seconds,"
                + "observe_seconds,evaluate_seconds,peak_bytes,parameters_outside_budget,reasons");
  }

  @Test
  void writesAnEntry() throws IOException {
    CSVRecord row = rows(Cells.ok("a", 1, 0.25), Cells.ok("a", 2, 0.75)).get(0);
    assertThat(row.toMap())
        .containsEntry("rank", "1")
        .containsEntry("budget_parameters", "200")
        .containsEntry("cost_model", "weights")
        .containsEntry("budget_limit", "200")
        .containsEntry("unit", "output-channel")
        .containsEntry("oracle_signals", "")
        .containsEntry("reference", "false")
        .containsEntry("cells_ok", "2")
        .containsEntry("final_top1_mean", "0.5")
        // squares 2 * 0.0625 over 1: root of 0.125
        .containsEntry("final_top1_std", "0.3535533905932738")
        .containsEntry("parameters_updated_percent_of_network", "5")
        .containsEntry("parameters_updated_percent_of_budget", "50")
        .containsEntry("executed_macs_saved_percent", "");
  }

  @Test
  void writesABudgetInWhatItsModelCounts() throws IOException {
    CSVRecord row =
        rows(Cells.cell("a")
                .budget("macs: 30%", CostModel.MACS, 300, 1000)
                .unit(Unit.INPUT_CHANNEL)
                .oracles(Signal.GRADIENT_NORM)
                .epoch(0.5)
                .build())
            .get(0);
    assertThat(row.toMap())
        .containsEntry("budget_parameters", "")
        .containsEntry("cost_model", "macs")
        .containsEntry("budget_limit", "300")
        .containsEntry("unit", "input-channel")
        .containsEntry("oracle_signals", "gradient-norm")
        .containsEntry("parameters_updated_percent_of_network", "5")
        .containsEntry("parameters_updated_percent_of_budget", "");
  }

  @Test
  void aGroupWithoutABudgetHasNoBound() throws IOException {
    assertThat(rows(Cells.reference("full", 0.5)).get(0).toMap())
        .containsEntry("budget", "unlimited")
        .containsEntry("budget_parameters", "")
        .containsEntry("cost_model", "")
        .containsEntry("budget_limit", "");
  }

  /** Two differences of 0.1 and 0.3; t(0.975; 1) = 12.7062, s = 0.141421. */
  @Test
  void comparesWithTheUsualReference() throws IOException {
    CSVRecord row =
        rows(
                Cells.ok("a", 1, 0.6),
                Cells.ok("a", 2, 0.8),
                Cells.ok("random", 1, 0.5),
                Cells.ok("random", 2, 0.5))
            .get(0);
    assertThat(row.get("compared_with")).isEqualTo("random");
    assertThat(number(row, "difference")).isCloseTo(0.2, within(1e-12));
    assertThat(number(row, "difference_low")).isCloseTo(-1.070620, within(1e-6));
    assertThat(number(row, "difference_high")).isCloseTo(1.470620, within(1e-6));
    assertThat(number(row, "final_top1_low")).isCloseTo(-0.570620, within(1e-6));
    assertThat(row.get("tier")).isEqualTo("1");
    assertThat(row.get("rank_low") + row.get("rank_high")).isEqualTo("11");
  }

  /** Of 8 images 6 and 4 are right, 3 with the first only and 1 with the second only. */
  @Test
  void comparesImageByImage() throws IOException {
    CSVRecord row =
        rows(
                Cells.cell("a").answers(8, 0, 1, 2, 3, 4, 5).build(),
                Cells.cell("random").answers(8, 0, 1, 2, 6).build())
            .get(0);
    assertThat(number(row, "mcnemar_p")).isCloseTo(0.625, within(1e-12)); // 2 (1 + 4) / 2^4
    // 1.96 sqrt(0.75 0.25 / 8)
    assertThat(number(row, "test_set_error")).isCloseTo(0.300056, within(1e-6));
    assertThat(number(row, "difference_images_low")).isBetween(-0.3, 0.1);
    assertThat(number(row, "difference_images_high")).isBetween(0.4, 0.9);
  }

  @Test
  void leavesTheDeviationOfOneSeedEmpty() throws IOException {
    assertThat(rows(Cells.ok("a", 1, 0.25)).get(0).get("final_top1_std")).isEmpty();
  }

  @Test
  void marksReferences() throws IOException {
    CSVRecord row = rows(Cells.ok("a", 1, 0.25), Cells.reference("full", 0.5)).get(0);
    assertThat(row.toMap())
        .containsEntry("strategy", "full")
        .containsEntry("reference", "true")
        .containsEntry("rank", "")
        .containsEntry("budget", "10%")
        .containsEntry("parameters_updated_percent_of_budget", "");
  }

  @Test
  void givesStatusesAndReasonsOfFailures() throws IOException {
    CSVRecord row = rows(Cells.failed("a", CellStatus.BUDGET_VIOLATION, "=300 of 200")).get(0);
    assertThat(row.toMap())
        .containsEntry("rank", "")
        .containsEntry("failed_statuses", "1 budget-violation")
        .containsEntry("final_top1_mean", "")
        .containsEntry("reasons", "'=300 of 200");
  }

  private static double number(CSVRecord row, String column) {
    return Double.parseDouble(row.get(column));
  }

  private List<CSVRecord> rows(CellRecord... cells) throws IOException {
    return CsvFiles.rows(write(cells));
  }

  private Path write(CellRecord... cells) throws IOException {
    Path file = folder.resolve("leaderboard.csv");
    LeaderboardCsv.write(file, Leaderboard.of(List.of(cells)));
    return file;
  }
}
