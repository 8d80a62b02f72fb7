package org.neuronbench.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {

  /** The machine grows slower from round to round; the ratio does not. */
  @Test
  void comparesWithinARound() {
    Ratio ratio = Ratio.of(List.of(200.0, 100.0, 50.0), List.of(100.0, 50.0, 25.0));
    assertThat(ratio).isEqualTo(new Ratio(2, 0));
    assertThat(ratio.text()).isEqualTo("2.00x");
  }

  /** Ratios 1, 2, 3, 4 and 9: the middle half is from 2 to 4. */
  @Test
  void saysHowFarRoundsAreApart() {
    Ratio ratio = Ratio.of(List.of(1.0, 2.0, 3.0, 4.0, 9.0), List.of(1.0, 1.0, 1.0, 1.0, 1.0));
    assertThat(ratio.median()).isEqualTo(3);
    assertThat(ratio.spread()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(ratio.text()).isEqualTo("3.00x (67 %)");
  }
}
