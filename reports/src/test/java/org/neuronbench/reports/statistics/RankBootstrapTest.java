package org.neuronbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RankBootstrapTest {

  private static final double CONFIDENCE = 0.95;

  @Test
  void whoIsAheadOnEverySeedIsFirstInEveryDraw() {
    assertThat(
            RankBootstrap.of(
                Map.of("a", Map.of(1L, 0.9, 2L, 0.8), "b", Map.of(1L, 0.5, 2L, 0.7)), CONFIDENCE))
        .isEqualTo(
            Map.of(
                "a", new RankInterval(1, 1, CONFIDENCE), "b", new RankInterval(2, 2, CONFIDENCE)));
  }

  /** Two seeds disagree; a quarter of the draws holds only the one on which b is ahead. */
  @Test
  void entriesThatChangePlacesHaveBothRanks() {
    assertThat(
            RankBootstrap.of(
                Map.of("a", Map.of(1L, 0.9, 2L, 0.6), "b", Map.of(1L, 0.5, 2L, 0.7)), CONFIDENCE))
        .isEqualTo(
            Map.of(
                "a", new RankInterval(1, 2, CONFIDENCE), "b", new RankInterval(1, 2, CONFIDENCE)));
  }

  /** One of three seeds alone would put b first: 1 draw in 27 = 3.7 %, more than 2.5 %. */
  @Test
  void countsDrawsAsTheBinomialSays() {
    Map<String, Map<Long, Double>> entries =
        Map.of("a", Map.of(1L, 0.9, 2L, 0.9, 3L, 0.49), "b", Map.of(1L, 0.5, 2L, 0.5, 3L, 0.5));
    assertThat(RankBootstrap.of(entries, 0.95).get("a").high()).isEqualTo(2);
    assertThat(RankBootstrap.of(entries, 0.90).get("a").high()).isEqualTo(1);
  }

  @Test
  void equalEntriesShareTheBetterRank() {
    Map<Long, Double> values = Map.of(1L, 0.5, 2L, 0.6);
    assertThat(RankBootstrap.of(Map.of("a", values, "b", values), CONFIDENCE).values())
        .containsOnly(new RankInterval(1, 1, CONFIDENCE));
  }

  @Test
  void anEntryWithFewerSeedsTakesNoRankWhereItHasNoValue() {
    Map<String, RankInterval> ranks =
        RankBootstrap.of(
            Map.of("a", Map.of(1L, 0.5, 2L, 0.5, 3L, 0.5), "b", Map.of(1L, 0.9)), CONFIDENCE);
    assertThat(ranks.get("b")).isEqualTo(new RankInterval(1, 1, CONFIDENCE));
    assertThat(ranks.get("a")).isEqualTo(new RankInterval(1, 2, CONFIDENCE));
  }

  @Test
  void isTheSameEveryTime() {
    Map<String, Map<Long, Double>> entries =
        Map.of("a", Map.of(1L, 0.9, 2L, 0.6), "b", Map.of(1L, 0.5, 2L, 0.7));
    assertThat(RankBootstrap.of(entries, CONFIDENCE))
        .isEqualTo(RankBootstrap.of(entries, CONFIDENCE));
  }

  @Test
  void oneSeedSaysNothingOfRanks() {
    assertThat(RankBootstrap.of(Map.of("a", Map.of(1L, 0.9), "b", Map.of(1L, 0.5)), CONFIDENCE))
        .isEmpty();
  }
}
