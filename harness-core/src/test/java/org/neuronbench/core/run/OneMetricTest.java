package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.results.Aggregate;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.EpochsCsv;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.Metric.Better;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.MetricsReference;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.results.Unit;

/** A metric that is declared here, and nowhere else, is measured, stored and documented. */
class OneMetricTest {

  private static final Metric LAYERS =
      Metric.of(
              "layersUpdated",
              "Layers updated",
              Unit.NEURONS,
              "Layers of which a neuron was chosen.",
              facts ->
                  facts.use().updated().network().layers().stream()
                      .filter(layer -> facts.use().updated().sizeIn(layer) > 0)
                      .count())
          .cell(Aggregate.MEAN, Better.LOWER);

  private static final Metrics METRICS = Metrics.STANDARD.with(LAYERS);

  @TempDir private Path folder;

  private CellRecord run() {
    FakeBench bench = new FakeBench();
    Trials trials = new Trials(bench.inputs(), List.of(bench.engine), bench.strategies, METRICS);
    return trials.run(bench.plan("everything").cells().get(0), Trials.Watch.NONE).record();
  }

  @Test
  void everyEpochMeasuresIt() {
    CellRecord cell = run();
    assertThat(cell.epochs()).allMatch(epoch -> epoch.value(LAYERS).orElseThrow() == 2);
    assertThat(LAYERS.of(cell)).hasValue(2);
  }

  @Test
  void recordsKeepIt() throws IOException {
    ResultStore store = ResultStore.create(folder);
    CellRecord cell = run();
    store.write(cell);
    assertThat(LAYERS.of(store.find(cell.cell()).orElseThrow())).hasValue(2);
  }

  @Test
  void tablesOfEpochsHaveItsColumn() throws IOException {
    Path file = folder.resolve("epochs.csv");
    EpochsCsv.write(file, List.of(run()), METRICS);
    assertThat(Files.readAllLines(file).get(0)).endsWith(",layers_updated,selected_per_layer");
    assertThat(Files.readAllLines(file).get(1)).contains(",2,");
  }

  @Test
  void theSchemaAndThePageOfMetricsShowIt() {
    assertThat(MetricsReference.properties(METRICS).get("layersUpdated").toString())
        .contains("type=integer", "minimum=0", "Layers of which a neuron was chosen.");
    assertThat(MetricsReference.markdown(METRICS))
        .contains(
            "| `layersUpdated` | `layers_updated` | neurons | lower | mean of the epochs | Layers of");
  }
}
