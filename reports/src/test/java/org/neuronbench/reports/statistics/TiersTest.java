package org.neuronbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TiersTest {

  private static final Map<Long, Double> BEST = Map.of(1L, 0.80, 2L, 0.82, 3L, 0.81, 4L, 0.83);
  private static final Map<Long, Double> NEARLY = Map.of(1L, 0.81, 2L, 0.80, 3L, 0.82, 4L, 0.82);
  private static final Map<Long, Double> BEHIND = Map.of(1L, 0.60, 2L, 0.62, 3L, 0.61, 4L, 0.64);

  @Test
  void gathersWhatCannotBeToldApart() {
    assertThat(Tiers.of(Map.of("best", BEST, "nearly", NEARLY, "behind", BEHIND), 0.05))
        .contains(Map.of("best", 1, "nearly", 1, "behind", 2));
  }

  @Test
  void listsTheBestFirst() {
    assertThat(Tiers.of(Map.of("b", BEHIND, "a", BEST), 0.05).orElseThrow().keySet())
        .containsExactly("a", "b");
  }

  @Test
  void anEntryThatSharesOneSeedCannotBeToldApart() {
    assertThat(
            Tiers.of(Map.of("best", BEST, "behind", BEHIND, "new", Map.of(1L, 0.1)), 0.05)
                .orElseThrow())
        .containsEntry("behind", 2)
        .containsEntry("new", 2);
  }

  @Test
  void oneSeedMakesNoTiers() {
    assertThat(Tiers.of(Map.of("a", Map.of(1L, 0.9), "b", Map.of(1L, 0.1)), 0.05)).isEmpty();
  }
}
