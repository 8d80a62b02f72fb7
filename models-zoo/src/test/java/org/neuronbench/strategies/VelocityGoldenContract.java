package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.engine.GoldenSet;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Ranking;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** Velocities and selections that NumPy computed from stored similarities. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VelocityGoldenContract {

  final GoldenSet golden;
  final Network network;

  VelocityGoldenContract(GoldenSet golden) {
    this.golden = golden;
    this.network = golden.model.network();
  }

  /** A fifth of all convolution weights, rounded down. */
  Budget budget() {
    return new Budget(network.parameters() / 5);
  }

  /** Feeds a strategy the four stored similarities and returns its last selection. */
  Selection lastOf(NeuronSelectionStrategy strategy, String prefix) {
    Parameters parameters = Parameters.of(strategy.parameters(), Map.of());
    strategy.start(Run.of(network, budget(), parameters, new RandomStream(0)));
    Selection last = strategy.select(Epoch.of(0, 5, Observations.none()));
    for (int t = 1; t <= 4; t++) {
      double[] phi = golden.perNeuron(prefix + "phi_" + t);
      Observations observations = Observations.of(Map.of(Signal.OUTPUT_SIMILARITY, phi));
      last = strategy.select(Epoch.of(t, 5, observations));
    }
    return last;
  }

  /** Stored as 32-bit floats, hence the tolerance. */
  @ParameterizedTest
  @CsvSource({
    "paper, v_paper, ''",
    "released, v_code, ''",
    "paper, v_paper, gentle.",
    "released, v_code, gentle."
  })
  void velocitiesAgree(String recurrence, String stored, String prefix) {
    NeuronVelocity velocity =
        new NeuronVelocity(
            network.neurons(),
            Parameters.of(
                NeuronVelocity.parameters(), Map.of("mu", 0.5, "recurrence", recurrence)));
    for (int t = 1; t <= 4; t++) {
      velocity.advance(golden.perNeuron(prefix + "phi_" + t));
      double[] expected = golden.perNeuron(prefix + stored + "_" + t);
      for (int i = 0; i < expected.length; i++) {
        assertThat(velocity.speed(i))
            .as("t %d, neuron %d", t, i)
            .isCloseTo(Math.abs(expected[i]), within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gentle."})
  void rankingTheStoredVelocitiesSelectsExactlyTheSame(String prefix) {
    double[] scores = golden.perNeuron(prefix + "v_paper_4");
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.abs(scores[i]) / network.cost(i);
    }
    assertThat(Ranking.byScore(network, scores).fill(budget(), FillRule.STOP))
        .isEqualTo(golden.selection(prefix + "select_paper"));
  }

  @Test
  void theStrategySelectsExactlyTheSame() {
    assertThat(lastOf(new VelocityPerParameter(), "")).isEqualTo(golden.selection("select_paper"));
  }
}
