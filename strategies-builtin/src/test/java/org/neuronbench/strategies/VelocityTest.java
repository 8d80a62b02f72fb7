package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Signal;

class VelocityTest {

  private static final double[] STILL = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

  @Test
  void takesTheFastestNeurons() {
    Started started = Started.of(new Velocity(), Nets.ten(), 27);
    assertThat(started.afterPhi(1, .9, .2, 1, .5, 1, .95, -1, 1, 1).neurons())
        .containsExactly(2, 4, 7);
  }

  @Test
  void takesTheLowerIndexAmongEquals() {
    Started started = Started.of(new Velocity(), Nets.ten(), 45);
    assertThat(started.afterPhi(STILL).neurons()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void ignoresTheDirection() {
    Started started = Started.of(new Velocity(), Nets.ten(), 18, 0, Map.of("mu", 0));
    started.afterPhi(.5, .5, .5, .5, .5, .5, .5, .5, .5, .5);
    assertThat(started.afterPhi(.5, .9, .5, .5, .1, .6, .4, .5, .5, .5).neurons())
        .containsExactly(1, 4);
  }

  /** Neuron 0 of layer 0 costs 28 and moves by 1; neurons 8 to 14 cost 25 and move by 0.95. */
  @ParameterizedTest
  @CsvSource({"velocity, 0", "velocity-per-parameter, 8"})
  void perParameterWeighsSpeedAgainstCost(String id, int first) {
    Network odd = Nets.odd();
    double[] phi = new double[odd.neurons()];
    Arrays.fill(phi, 1);
    phi[0] = 0;
    phi[8] = 0.05;
    assertThat(odd.cost(0)).isEqualTo(28);
    assertThat(odd.cost(8)).isEqualTo(25);
    NeuronSelectionStrategy strategy = BuiltIns.fresh(id);
    assertThat(Started.of(strategy, odd, 28).afterPhi(phi).contains(first)).isTrue();
  }

  @Test
  void stopsOrSkipsAtANeuronThatDoesNotFit() {
    Network odd = Nets.odd();
    double[] phi = new double[odd.neurons()];
    Arrays.fill(phi, 1);
    phi[1] = -1; // costs 2
    phi[0] = 0; // costs 28
    assertThat(Started.of(new Velocity(), odd, 5).afterPhi(phi).neurons()).containsExactly(1);
    assertThat(
            Started.of(new Velocity(), odd, 5, 0, Map.of("fill", "skip")).afterPhi(phi).neurons())
        .containsExactly(1, 2);
  }

  @Test
  void theRecurrenceIsAParameter() {
    Started paper = Started.of(new Velocity(), Nets.ten(), 9);
    Started released =
        Started.of(new Velocity(), Nets.ten(), 9, 0, Map.of("recurrence", "released"));
    for (double phi : new double[] {.5, .75}) {
      paper.afterPhi(phi, 1, 1, 1, 1, 1, 1, 1, 1, 1);
      released.afterPhi(phi, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    }
    double[] last = {.75, .9, 1, 1, 1, 1, 1, 1, 1, 1};
    assertThat(paper.afterPhi(last).neurons()).containsExactly(0); // |v| = 0.25 against 0.1
    assertThat(released.afterPhi(last).neurons()).containsExactly(1); // 0 against 0.1
  }

  @Test
  void asksForWhatItMeasures() {
    Velocity strategy = new Velocity();
    assertThat(strategy.signals()).contains(Signal.OUTPUT_SIMILARITY);
    Started.of(strategy, Nets.ten(), 9, 0, Map.of("images", 4));
    assertThat(strategy.observationImages()).isEqualTo(4);
  }
}
