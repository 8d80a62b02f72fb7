package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.FlopsSaved;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;

class FlopsSavedTest {

  /** Layer c1: 15 neurons of 64 MACs; c2: 5 of 32; 1,120 MACs. */
  private final Network network = new FakeModel("m", "").network();

  @Test
  void isTheShareOfFrozenMacs() {
    assertThat(FlopsSaved.percent(Selection.of(network, 0, 1, 15)))
        .isCloseTo(100.0 * (1120 - 2 * 64 - 32) / 1120, within(1e-12));
  }

  @Test
  void rangesFromZeroToAHundred() {
    assertThat(FlopsSaved.percent(Selection.all(network))).isZero();
    assertThat(FlopsSaved.percent(Selection.none(network))).isEqualTo(100);
  }
}
