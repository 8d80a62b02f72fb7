package org.neuronbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neuronbench.reports.Cells.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.Cells;
import org.neuronbench.reports.Samples;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

class LeaderboardHtmlTest {

  private static final String HOSTILE = "<img src=x onerror='alert(1)'>\"&</script>";

  @Test
  void loadsNothing() {
    assertThat(render(Samples.grid().toArray(CellRecord[]::new)))
        .doesNotContain(" src=", "@import", "url(", "<link", "sourceMappingURL", "<iframe")
        .contains("default-src 'none'".replace("'", "&#39;"));
  }

  @Test
  void escapesNamesEverywhere() {
    String page =
        render(
            cell(HOSTILE).model(HOSTILE).dataset(HOSTILE).epoch(0.5).build(),
            cell(HOSTILE).model(HOSTILE).failed(CellStatus.ERROR, HOSTILE).build(),
            cell("a").provenance(Map.of(HOSTILE, HOSTILE)).epoch(0.5).build());
    assertThat(page)
        .doesNotContain("<img")
        .contains("&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&quot;&amp;&lt;/script&gt;");
    assertThat(page.split("</script", -1)).hasSize(3 + PageScripts.BOARD.size());
  }

  @Test
  void showsMeanDeviationAndCount() {
    assertThat(render(Cells.ok("a", 1, 0.6), Cells.ok("a", 2, 0.7), Cells.ok("a", 3, 0.8)))
        .contains("<strong>70.00 ± 10.00</strong>", "n = 3", "5.0 % of network");
  }

  @Test
  void saysThatOneSeedHasNoDeviation() {
    assertThat(render(Cells.ok("a", 1, 0.6))).contains("<strong>60.00</strong>", "n = 1, ± n/a");
  }

  @Test
  void saysWhatWasNotMeasured() {
    assertThat(render(Cells.ok("a", 1, 0.6))).contains("<td class=\"missing\">not measured");
  }

  @Test
  void marksReferences() {
    assertThat(render(Cells.ok("a", 1, 0.6), Cells.reference("full", 0.8)))
        .contains("<tr class=\"reference\"><td>ref<");
  }

  @Test
  void marksOraclesAndInputChannels() {
    String page =
        render(
            cell("a").oracles(Signal.FISHER).unit(Unit.INPUT_CHANNEL).epoch(0.5).build(),
            Cells.ok("b", 1, 0.4));
    assertThat(page)
        .contains(
            "<bdi>a</bdi><small>oracle: outside its budget</small><small>selects input channels"
                + "</small>",
            "<bdi>b</bdi><td>",
            "<p class=\"notice\">Strategy a was shown fisher, which no budget allows: it is outside"
                + " its budget.</p>");
  }

  @Test
  void showsABudgetAndItsUseInWhatTheCostModelCounts() {
    String page =
        render(
            cell("a")
                .budget("memory: 1KiB", CostModel.INPUT_CHANNEL_FP32, 1024, 4096)
                .measured(Metrics.MEMORY_USE, 768)
                .epoch(0.5)
                .build());
    assertThat(page)
        .contains("A selection may cost at most 1.0 KiB (1,024 bytes) of the whole network&#39;s")
        .contains("5.0 % of network</small><td>75.0<") // parameters, then the budget
        .contains("<td>768 B<");
  }

  @Test
  void showsIntervalRanksAndTier() {
    String page =
        render(
            Cells.ok("a", 1, 0.6),
            Cells.ok("a", 2, 0.7),
            Cells.ok("b", 1, 0.5),
            Cells.ok("b", 2, 0.6));
    assertThat(page)
        .contains("<td>1<td>1<td>1<th scope=\"row\"><bdi>a</bdi>")
        .contains("<td>1.47 – 128.53");
  }

  @Test
  void listsFailedCellsWithReasons() {
    assertThat(render(Cells.failed("a", CellStatus.DIVERGED, "The loss is NaN in epoch 2")))
        .contains(
            "No cell ended ok: 1 diverged.",
            "<bdi>smallnet-<wbr>a-<wbr>10%-<wbr>s1</bdi>",
            "The loss is NaN");
  }

  @Test
  void explainsEveryColumn() {
    String page = render(Cells.ok("a", 1, 0.6));
    assertThat(RankingColumns.of(Leaderboard.of(List.of(Cells.ok("a", 1, 0.6))).metrics()))
        .allSatisfy(
            column ->
                assertThat(page)
                    .contains("<th scope=\"col\">" + column.title() + "<")
                    .contains("<dt>" + column.title() + "</dt>"));
  }

  @Test
  void admitsItsOwnScriptOnly() {
    String page = render(Cells.ok("a", 1, 0.6));
    assertThat(page)
        .contains("script-src " + PageScripts.policy().replace("'", "&#39;"))
        .contains("style-src " + Resources.policyHash(style()).replace("'", "&#39;"))
        .doesNotContain("unsafe-", " style=", " onclick=");
    assertThat(page.split("<script>", -1)).hasSize(2 + PageScripts.BOARD.size());
  }

  @Test
  void inlinesResourcesThatDoNotEndTheirElement() {
    assertThat(PageScripts.BOARD)
        .allSatisfy(script -> assertThat(script).doesNotContain("</script", "<!--"));
    assertThat(PageScripts.BOOT + style()).doesNotContain("</", "<!--");
  }

  @Test
  void bringsTheLicenceOfWhatItBundles() {
    assertThat(render(Cells.ok("a", 1, 0.6)))
        .contains("The MIT License (MIT)", "Copyright (c) 2014-2024 Chart.js Contributors");
  }

  @Test
  void doesNotDependOnTheOrderOfTheCells() {
    List<CellRecord> cells = new ArrayList<>(Samples.grid());
    String page = LeaderboardHtml.render(Leaderboard.of(cells));
    Collections.shuffle(cells, new Random(1));
    assertThat(LeaderboardHtml.render(Leaderboard.of(cells))).isEqualTo(page);
  }

  private static String style() {
    return Resources.read("board.css");
  }

  @Test
  void isTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    String here = render(Cells.ok("a", 1, 0.6));
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(render(Cells.ok("a", 1, 0.6))).isEqualTo(here);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void rendersNoCells() {
    assertThat(render()).contains("There are no cells yet.");
  }

  private static String render(CellRecord... cells) {
    return LeaderboardHtml.render(Leaderboard.of(List.of(cells)));
  }
}
