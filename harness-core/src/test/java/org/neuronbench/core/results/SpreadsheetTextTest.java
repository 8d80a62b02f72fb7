package org.neuronbench.core.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1", "\uFF1D1+1", "\t =1"})
  void guardsWhatCouldBeAFormula(String text) {
    assertThat(SpreadsheetText.guard(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "velocity", "a=1", "10%", "'=1", "1-1"})
  void leavesOtherTextAlone(String text) {
    assertThat(SpreadsheetText.guard(text)).isEqualTo(text);
  }
}
