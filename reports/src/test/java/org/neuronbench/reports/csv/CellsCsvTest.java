package org.neuronbench.reports.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neuronbench.reports.Cells.cell;
import static org.neuronbench.reports.Cells.failed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.Cells;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

class CellsCsvTest {

  @TempDir Path folder;

  @Test
  void hasTheDocumentedColumns() throws IOException {
    assertThat(CsvFiles.header(write(Cells.ok("a", 1, 0.5))))
        .isEqualTo(
            "cell,status,model,dataset,strategy,method,budget,budget_parameters,cost_model,budget_limit,"
                + "network_cost,unit,oracle_signals,seed,epochs,final_top1,"
                + "best_top1,parameters_updated,flops_saved_percent,executed_macs_saved_percent,"
                + "memory_bytes,output_memory_bytes,bfloat16_bytes,output_bfloat16_bytes,int8_bytes,backward_macs,weight_bytes,"
                + "saved_bytes,predicted_saved_bytes,gradient_bytes,optimiser_bytes,workspace_bytes,"
                + "parameters_outside_budget,train_seconds,select_seconds,observe_seconds,"
                + "evaluate_seconds,peak_bytes,reason");
  }

  @Test
  void writesMeansSumsAndMaxima() throws IOException {
    CellRecord cell =
        cell("a")
            .seed(7)
            .measured(Metrics.MEMORY_USE, 1000)
            .epoch(0.5, 100, 20.0, 10L)
            .epoch(0.25, 201, 30.0, 90L)
            .build();
    assertThat(row(cell).toList())
        .containsExactly(
            "smallnet-a-10%-s7",
            "ok",
            "smallnet",
            "cifar10",
            "a",
            "none",
            "10%",
            "200",
            "weights",
            "200",
            "2000",
            "output-channel",
            "",
            "7",
            "2",
            "0.25",
            "0.5",
            "150.5",
            "40",
            "25",
            "1000",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "50",
            "4",
            "0.5",
            "1",
            "2",
            "90",
            "");
  }

  @Test
  void writesABudgetInWhatItsModelCounts() throws IOException {
    CellRecord cell =
        cell("a")
            .budget("memory: 256KiB", CostModel.INPUT_CHANNEL_FP32, 262144, 3000000)
            .unit(Unit.INPUT_CHANNEL)
            .oracles(Signal.FISHER, Signal.GRADIENT_NORM)
            .epoch(0.5)
            .build();
    assertThat(row(cell).toMap())
        .containsEntry("budget", "memory: 256KiB")
        .containsEntry("budget_parameters", "")
        .containsEntry("cost_model", "input-channel-fp32")
        .containsEntry("budget_limit", "262144")
        .containsEntry("network_cost", "3000000")
        .containsEntry("unit", "input-channel")
        .containsEntry("oracle_signals", "fisher gradient-norm");
  }

  @Test
  void leavesEmptyWhatWasNotMeasured() throws IOException {
    CSVRecord row = row(failed("a", CellStatus.OUT_OF_MEMORY, "heap"));
    assertThat(row.get("epochs")).isEqualTo("0");
    assertThat(
            List.of(
                "final_top1",
                "best_top1",
                "parameters_updated",
                "flops_saved_percent",
                "executed_macs_saved_percent",
                "train_seconds",
                "select_seconds",
                "observe_seconds",
                "evaluate_seconds",
                "peak_bytes"))
        .allSatisfy(column -> assertThat(row.get(column)).isEmpty());
  }

  @Test
  void leavesEmptyWhatIsNotANumber() throws IOException {
    assertThat(row(cell("a").epoch(Double.NaN).build()).get("final_top1")).isEmpty();
  }

  @Test
  void readsBackQuotesCommasAndLines() throws IOException {
    String strategy = "a,\"b\"\r\nc; d'e";
    assertThat(row(Cells.ok(strategy, 1, 0.5)).get("strategy")).isEqualTo(strategy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"})
  void keepsSpreadsheetsFromRunningText(String hostile) throws IOException {
    CSVRecord row = row(failed(hostile, CellStatus.ERROR, hostile));
    assertThat(row.get("strategy")).isEqualTo("'" + hostile);
    assertThat(row.get("reason")).isEqualTo("'" + hostile);
  }

  @Test
  void keepsNegativeNumbersNumbers() throws IOException {
    assertThat(row(cell("a").seed(-5).epoch(0.5, 1, -3.5, null).build()).toMap())
        .containsEntry("seed", "-5")
        .containsEntry("executed_macs_saved_percent", "-3.5");
  }

  @Test
  void survivesTextThatUtf8CannotEncode() throws IOException {
    assertThat(row(Cells.ok("a\ud800b", 1, 0.5)).get("strategy")).isEqualTo("a?b");
  }

  private CSVRecord row(CellRecord cell) throws IOException {
    return CsvFiles.rows(write(cell)).get(0);
  }

  private Path write(CellRecord cell) throws IOException {
    Path file = folder.resolve("cells.csv");
    CellsCsv.write(file, List.of(cell), Metrics.STANDARD);
    assertThat(Files.readString(file)).endsWith("\r\n");
    return file;
  }
}
