package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;

class StaticRandomTest {

  private static final Network NETWORK = Nets.mobileNetV2();

  @Test
  void keepsItsFirstDraw() {
    Started started = Started.of(new StaticRandom(), NETWORK, 192_311);
    Selection first = started.next(Measurements.beforeTraining(NETWORK, 0));
    for (int epoch = 1; epoch < 5; epoch++) {
      assertThat(started.next(Measurements.afterEpoch(NETWORK, epoch))).isEqualTo(first);
    }
  }

  @Test
  void drawsAsRandomDrawsItsFirst() {
    assertThat(Started.of(new StaticRandom(), NETWORK, 192_311).next())
        .isEqualTo(Started.of(new RandomSelection(), NETWORK, 192_311).next());
  }
}
