package org.neuronbench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void enclosesDataWithRoundTicks() {
    Axis axis = Axis.enclosing(0.42, 0.78, 0.001);
    assertThat(axis.ticks())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
        .containsExactly(0.4, 0.5, 0.6, 0.7, 0.8);
    assertThat(axis.position(0.6)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void hasHeightForAFlatCurve() {
    Axis axis = Axis.enclosing(0.5, 0.5, 0.001);
    assertThat(axis.high()).isGreaterThan(axis.low());
  }
}
