package org.neuronbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.Cells;
import org.neuronbench.reports.browser.Chromium;
import org.neuronbench.reports.browser.Tab;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/** A page whose strategies select different things under budgets that count different things. */
class UnitsBrowserTest {

  private static final String MEMORY = "memory: 1KiB";

  @TempDir(cleanup = CleanupMode.NEVER)
  private static Path shared;

  private static Chromium chromium;
  private static String page;

  @TempDir private Path folder;
  private Tab tab;

  @BeforeAll
  static void start() throws IOException {
    Path file = shared.resolve("leaderboard.html");
    LeaderboardHtml.write(file, Leaderboard.of(cells()));
    page = file.toUri().toString();
    chromium = Chromium.start(shared.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static List<CellRecord> cells() {
    List<CellRecord> cells = new ArrayList<>();
    for (int seed = 0; seed < 2; seed++) {
      cells.add(memory("outputs", seed, 0.6).build());
      cells.add(memory("others", seed, 0.5).build());
      cells.add(memory("inputs", seed, 0.7).unit(Unit.INPUT_CHANNEL).layers(16, 24).build());
      for (String dataset : List.of("cifar10", "pets")) {
        cells.add(Cells.cell("plain").dataset(dataset).seed(seed).epoch(0.2).epoch(0.4).build());
        cells.add(
            Cells.cell("seer")
                .dataset(dataset)
                .seed(seed)
                .oracles(Signal.FISHER)
                .epoch(0.3)
                .epoch(0.8 + 0.01 * seed)
                .build());
      }
    }
    return cells;
  }

  private static Cells memory(String strategy, int seed, double top1) {
    return Cells.cell(strategy)
        .seed(seed)
        .budget(MEMORY, CostModel.INPUT_CHANNEL_FP32, 1024, 4096)
        .measured(Metrics.MEMORY_USE, 768)
        .epoch(top1 - 0.1)
        .epoch(top1 + 0.01 * seed);
  }

  @BeforeEach
  void openTab() {
    tab = chromium.tab().size(1400, 1000);
  }

  @AfterEach
  void stayedQuiet() {
    if (tab != null) {
      assertThat(tab.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ranking", "curves", "pareto", "costs", "paper", "across"})
  void everyViewMarksTheOracle(String view) {
    show(view);
    assertThat(tab.texts("#view tbody tr:not(.group) th, #view .legend li"))
        .map(name -> name.lines().findFirst().orElse(""))
        .contains("seer (oracle)", "plain")
        .doesNotContain("seer");
  }

  @Test
  void theRankingSaysWhatIsBoundAndSelected() {
    show("ranking");
    assertThat(tab.texts("#view tr.group"))
        .anyMatch(head -> head.contains("At most 200 of 2,000 convolution parameters"))
        .anyMatch(head -> head.contains("at most 1.0 KiB (1,024 bytes) of the whole network's"))
        .anyMatch(head -> head.contains("Strategy seer was shown fisher, which no budget allows"));
    assertThat(tab.texts("#view tbody tr:not(.group) th"))
        .contains("seer (oracle)\noutside its budget", "inputs\nselects input channels")
        .contains("outputs");
  }

  @Test
  void whatABudgetCountsIsItsUse() throws IOException {
    show("ranking&columns.ranking=strategy+budget_used_percent+unit+oracle_signals");
    assertThat(csv("ranking"))
        .contains("seer,output-channel,fisher,50", "inputs,input-channel,,75");
  }

  @Test
  void bytesOfAMetricHaveAUnit() {
    show("costs&columns.costs=strategy+memory_bytes");
    assertThat(tab.texts("#view tbody td")).contains("768 B", "not measured");
  }

  @Test
  void theNeuronsOfEachUnitHaveAChartOfTheirOwn() {
    show("neurons&option.group=" + group());
    assertThat(tab.texts("#view figcaption"))
        .containsExactly(
            "smallnet on cifar10, budget memory: 1KiB: share of each layer's input channels chosen,"
                + " mean over epochs and seeds",
            "smallnet on cifar10, budget memory: 1KiB: share of each layer's neurons chosen, mean"
                + " over epochs and seeds");
  }

  @Test
  void layersOfInputChannelsSaySo() throws IOException {
    show("neurons&option.group=" + group() + "&option.chosen=inputs");
    assertThat(tab.texts("#view h3"))
        .contains("Share of each layer's input channels chosen by inputs, %");
    assertThat(tab.texts("[data-table=layers] thead th")).contains("Input channels");
    assertThat(csv("layers")).anyMatch(row -> row.startsWith("conv1,16,25")); // 4 of 16
  }

  @Test
  void choicesOfDifferentUnitsHaveNoOverlap() {
    show("neurons&option.group=" + group());
    assertThat(tab.texts("[data-table=overlap] tbody tr"))
        .containsExactly(
            "inputs\t–\tother unit\tother unit",
            "outputs\tother unit\t–\t1.00",
            "others\tother unit\t1.00\t–");
  }

  private void show(String view) {
    tab.open(page + "#view=" + view);
  }

  private static String group() {
    return "smallnet+on+cifar10,+budget+memory:+1KiB";
  }

  private List<String> csv(String table) throws IOException {
    String file = "leaderboard-" + table + ".csv";
    List<String> rows =
        tab.download("[data-download='%s.csv']".formatted(table), folder, file)
            .lines()
            .map(row -> row.replaceFirst("^smallnet,cifar10,[^,]*,", ""))
            .toList();
    Files.delete(folder.resolve(file));
    return rows;
  }
}
