package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;

class ReferencesTest {

  private final Network network = Nets.odd();

  @Test
  void fullUpdatesEveryNeuron() {
    Started started = Started.of(new FullUpdate(), network, 0);
    assertThat(started.next()).isEqualTo(Selection.all(network));
    assertThat(started.next(Measurements.afterEpoch(network, 1))).isEqualTo(Selection.all(network));
  }

  @Test
  void headOnlyUpdatesNoNeuron() {
    Started started = Started.of(new HeadOnly(), network, 0);
    assertThat(started.next()).isEqualTo(Selection.none(network));
    assertThat(started.next(Measurements.afterEpoch(network, 1)).size()).isZero();
  }
}
