package org.neuronbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neuronbench.reports.statistics.PairwiseTests.Comparison;

class PairwiseTestsTest {

  @Test
  void comparesAllWithTheReferenceAndCorrectsForTheirNumber() {
    Map<String, Map<Long, Double>> entries = new LinkedHashMap<>();
    entries.put("far", Map.of(1L, 0.90, 2L, 0.91, 3L, 0.93));
    entries.put("reference", Map.of(1L, 0.50, 2L, 0.52, 3L, 0.51));
    entries.put("near", Map.of(1L, 0.51, 2L, 0.50, 3L, 0.53));
    Map<String, Comparison> tests = PairwiseTests.against("reference", entries, 0.95);
    assertThat(tests.keySet()).containsExactly("far", "near");
    Comparison far = tests.get("far");
    assertThat(far.difference().mean()).isCloseTo(0.40333, within(1e-4));
    assertThat(far.adjustedP()).hasValue(2 * far.difference().pValue().orElseThrow());
    assertThat(far.toldApart(0.05)).isTrue();
    assertThat(tests.get("near").toldApart(0.05)).isFalse();
  }

  @Test
  void leavesOutWhatSharesNoSeed() {
    assertThat(PairwiseTests.against("a", Map.of("a", Map.of(1L, 0.5), "b", Map.of(2L, 0.5)), 0.95))
        .isEmpty();
  }

  @Test
  void refusesAReferenceThatIsNotThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairwiseTests.against("x", Map.of("a", Map.of(1L, 0.5)), 0.95))
        .withMessage("x is not among [a]");
  }
}
