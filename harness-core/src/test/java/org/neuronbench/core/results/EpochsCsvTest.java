package org.neuronbench.core.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochsCsvTest {

  @TempDir private Path folder;

  /** What was not measured is an empty field, never 0. */
  @Test
  void writesARowAnEpoch() throws IOException {
    Path file = folder.resolve("epochs.csv");
    EpochsCsv.write(
        file,
        List.of(Records.ok("a"), Records.cell("b", CellStatus.ERROR, "why")),
        Metrics.STANDARD);
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "cell,epoch,learning_rate,train_loss,test_top1,neurons_updated,parameters_updated,"
                + "flops_saved_percent,executed_macs_saved_percent,peak_bytes,memory_bytes,"
                + "output_memory_bytes,bfloat16_bytes,output_bfloat16_bytes,int8_bytes,backward_macs,weight_bytes,saved_bytes,"
                + "predicted_saved_bytes,gradient_bytes,optimiser_bytes,workspace_bytes,train_seconds,select_seconds,"
                + "observe_seconds,evaluate_seconds,selected_per_layer",
            "a,0,0.01,1.5,0.5,10,190,40.0,12.5,4096,,,,,,,,,,,,,2.0,0.25,0.5,1.0,4 6",
            "a,1,0.01,1.5,0.75,10,190,40.0,,,,,,,,,,,,,,,2.0,0.25,0.5,1.0,4 6");
  }

  @Test
  void writesNothingThatASpreadsheetRuns() throws IOException {
    Path file = folder.resolve("epochs.csv");
    EpochsCsv.write(file, List.of(Records.ok("=1+1")), Metrics.STANDARD);
    assertThat(Files.readAllLines(file)).element(1).asString().startsWith("'=1+1,0,");
  }

  @Test
  void leavesTimesEmptyThatWereLeftOut() throws IOException {
    Path file = folder.resolve("epochs.csv");
    EpochsCsv.write(file, List.of(Records.ok("a").withoutTimes()), Metrics.STANDARD);
    assertThat(Files.readAllLines(file))
        .element(1)
        .isEqualTo("a,0,0.01,1.5,0.5,10,190,40.0,12.5,4096,,,,,,,,,,,,,,,,,4 6");
  }
}
