package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillRuleTest {

  private static final List<ParameterSpec> SPECS = List.of(FillRule.parameter());

  @ParameterizedTest
  @CsvSource({"stop, STOP", "skip, SKIP"})
  void readsTheRule(String text, FillRule rule) {
    assertThat(FillRule.from(Parameters.of(SPECS, Map.of("fill", text)))).isEqualTo(rule);
  }

  @Test
  void stopsUnlessToldOtherwise() {
    assertThat(FillRule.from(Parameters.of(SPECS, Map.of()))).isEqualTo(FillRule.STOP);
  }
}
