package org.neuronbench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.results.Aggregate;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.Metric.Better;
import org.neuronbench.core.results.Metric.Brief;
import org.neuronbench.core.results.Metric.Cost;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.Unit;
import org.neuronbench.reports.compare.CompareJson;
import org.neuronbench.reports.compare.CompareMarkdown;
import org.neuronbench.reports.compare.CompareSettings;
import org.neuronbench.reports.compare.CompareText;
import org.neuronbench.reports.compare.Comparison;
import org.neuronbench.reports.compare.Side;
import org.neuronbench.reports.csv.CellsCsv;
import org.neuronbench.reports.csv.LeaderboardCsv;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.reports.page.LeaderboardHtml;
import org.neuronbench.reports.page.PageDetail;
import org.neuronbench.reports.page.PageJson;
import org.neuronbench.reports.text.LeaderboardText;
import org.neuronbench.reports.text.TextStyle;

/** A metric that is declared here, and nowhere else, stands in every table, page and figure. */
class OneMetricTest {

  private static final Metric TRAFFIC =
      Metric.of("trafficBytes", "Traffic MiB", Unit.BYTES, "Bytes moved in a step.", facts -> null)
          .ifMeasured()
          .cell(Aggregate.MEAN, Better.LOWER)
          .brief(new Brief("traffic", "MiB", "bytes moved in a step", 0))
          .charged(new Cost("traffic-bytes", "traffic", "MiB moved", true, value -> value));

  private static final Metrics METRICS = Metrics.STANDARD.with(TRAFFIC);

  @TempDir private Path folder;

  private static CellRecord moving(long seed, long mebibytes) {
    EpochRecord epoch = Cells.ok("random", seed, 0.5 + 0.01 * seed).epochs().get(0);
    Map<String, Number> values = new HashMap<>(epoch.values());
    values.put(TRAFFIC.key(), mebibytes << 20);
    return Cells.cell("random")
        .seed(seed)
        .epoch(new EpochRecord(0, values, epoch.selectedPerLayer(), epoch.selectedNeurons()))
        .build();
  }

  private static List<CellRecord> cells(long mebibytes) {
    return LongStream.of(1, 2, 3).mapToObj(seed -> moving(seed, mebibytes)).toList();
  }

  private static Leaderboard board() {
    return Leaderboard.of(cells(8), List.of(), METRICS);
  }

  @Test
  void csvFilesHaveItsColumn() throws IOException {
    Path file = folder.resolve("table.csv");
    LeaderboardCsv.write(file, board());
    assertThat(Files.readAllLines(file).get(0)).contains(",traffic_bytes,");
    assertThat(Files.readAllLines(file).get(1)).contains(",8388608,");
    CellsCsv.write(file, cells(8), METRICS);
    assertThat(Files.readAllLines(file).get(0)).contains(",traffic_bytes,");
  }

  @Test
  void theTerminalShowsIt() {
    assertThat(LeaderboardText.render(board(), new TextStyle(200, false)))
        .contains("traffic")
        .contains("traffic MiB: bytes moved in a step")
        .contains(" 8.0 ");
  }

  @Test
  void thePageShowsItWithAndWithoutItsScript() throws IOException {
    String page = LeaderboardHtml.render(board());
    assertThat(page).contains("<th scope=\"col\">Traffic MiB<", "<dd>Bytes moved in a step.<");
    JsonNode data =
        JsonMapper.builder().build().readTree(new PageJson(board()).render(PageDetail.FULL));
    JsonNode last = data.path("metrics").path(data.path("metrics").size() - 1);
    assertThat(last.path("key").asText()).isEqualTo("traffic_bytes");
    assertThat(last.path("lower").asBoolean()).isTrue();
    JsonNode values = data.path("results").path(0).path("values");
    assertThat(values.path(values.size() - 1).asDouble()).isEqualTo(8388610, within(10.0));
    assertThat(data.path("costs").findValuesAsText("title")).contains("traffic");
  }

  @Test
  void comparisonsChargeForIt() {
    Comparison comparison =
        Comparison.of(
            new Side("main", cells(8)),
            new Side("new", cells(10)),
            new CompareSettings(1, OptionalDouble.of(5), false, METRICS));
    assertThat(CompareText.render(comparison, new TextStyle(200, false)))
        .contains("traffic", "+25.0");
    assertThat(CompareMarkdown.render(comparison)).contains(" traffic % |", " +25.0 |");
    assertThat(CompareJson.render(comparison)).contains("\"traffic-bytes\"");
    assertThat(comparison.entries().get(0).reason())
        .isEqualTo("traffic-bytes (+25.0 %) grew by more than 5 %");
  }
}
