package org.neuronbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class HolmTest {

  @Test
  void agreesWithStatsmodels() {
    List<OptionalDouble> adjusted = Holm.adjust(tests(0.012, 0.04, 0.001, 0.3, 0.021));
    for (int i = 0; i < adjusted.size(); i++) {
      Expected.check("holm" + i, adjusted.get(i).orElseThrow());
    }
  }

  @Test
  void doesNotCountWhatCouldNotBeTested() {
    assertThat(Holm.adjust(List.of(OptionalDouble.of(0.02), OptionalDouble.empty())))
        .containsExactly(OptionalDouble.of(0.02), OptionalDouble.empty());
  }

  @Test
  void neverExceedsOne() {
    assertThat(Holm.adjust(tests(0.6, 0.7))).containsExactlyElementsOf(tests(1, 1));
  }

  @Test
  void correctsNothingWhereThereIsNothing() {
    assertThat(Holm.adjust(List.of())).isEmpty();
  }

  private static List<OptionalDouble> tests(double... values) {
    return DoubleStream.of(values).mapToObj(OptionalDouble::of).toList();
  }
}
