package org.neuronbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neuronbench.reports.Cells.cell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.reports.Cells;
import org.neuronbench.reports.Epochs;
import org.neuronbench.reports.leaderboard.Leaderboard;

class PageJsonTest {

  @Test
  void cannotEndItsScriptElement() throws JsonProcessingException {
    String hostile = "</script><!--&\u2028\u2029\ud800\"\\";
    String json = json(cell(hostile).model(hostile).epoch(0.5).build());
    assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029", "\ud800");
    assertThat(new ObjectMapper().readTree(json).path("groups").path(0).path("model").asText())
        .isEqualTo(hostile);
  }

  @Test
  void leavesOutWhatWasNotMeasured() {
    JsonNode result = result(Cells.failed("a", CellStatus.DIVERGED, "why"));
    assertThat(result.has("top1")).isFalse();
    assertThat(result.has("train")).isFalse();
    assertThat(result.has("macs")).isFalse();
    assertThat(result.path("failed").asInt()).isEqualTo(1);
  }

  @Test
  void leavesOutTimesThatWereLeftOut() {
    JsonNode page = page(cell("a").epoch(0.5).build().withoutTimes());
    assertThat(page.has("timed")).isFalse();
    assertThat(page.findValues("train")).isEmpty();
    assertThat(page.findValues("ofFull")).isEmpty();
  }

  @Test
  void countsTheTimeOfAFailedCell() {
    JsonNode result = result(cell("a").failed(CellStatus.DIVERGED, "why").epoch(0.1).build());
    assertThat(result.path("values")).allMatch(JsonNode::isNull);
    assertThat(result.path("totals").path(0).asDouble()).isEqualTo(2);
  }

  @Test
  void hasNoIntervalOfOneSeed() {
    JsonNode result = result(Cells.ok("a", 1, 0.5));
    assertThat(result.path("top1").path("mean").asDouble()).isEqualTo(0.5);
    assertThat(result.path("top1").has("low")).isFalse();
    assertThat(result.has("band")).isFalse();
  }

  @Test
  void doesNotInventChoicesThatWereNotRecorded() {
    EpochRecord old =
        Epochs.of(0, 0.1, 1, 0.5, 10, 100, 40, null, null, 1, 0, 0, 1, List.of(4, 6), null);
    JsonNode page =
        page(cell("a").seed(1).epoch(old).build(), cell("a").seed(2).epoch(old).build());
    assertThat(page.findValues("seedOverlap")).isEmpty();
    // The counts of each layer were always recorded: 4 of 8 and 6 of 12.
    assertThat(page.path("results").path(0).path("chosen").asText())
        .isEqualTo(ShareCode.encode(List.of(0.5, 0.5)));
  }

  @Test
  void showsDamagedChoicesAsNotRecorded() {
    EpochRecord damaged =
        Epochs.of(0, 0.1, 1, 0.5, 10, 100, 40, null, null, 1, 0, 0, 1, List.of(4, 6), "damaged!");
    assertThat(
            page(cell("a").seed(1).epoch(damaged).build(), cell("a").seed(2).epoch(0.5).build())
                .findValues("seedOverlap"))
        .isEmpty();
  }

  private static JsonNode result(CellRecord... cells) {
    return page(cells).path("results").path(0);
  }

  private static JsonNode page(CellRecord... cells) {
    try {
      return new ObjectMapper().readTree(json(cells));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String json(CellRecord... cells) {
    return new PageJson(Leaderboard.of(List.of(cells))).render(PageDetail.FULL);
  }
}
