package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Ranking;
import org.neuronbench.spi.Selection;

class VelocityGoldenTest {

  private static Golden golden;

  @BeforeAll
  static void load() {
    golden = new Golden();
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
            golden.network.neurons(),
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

  @Test
  void theGoldenSelectionIsTheDocumentedOne() {
    Selection selection = golden.selection("select_paper");
    assertThat(golden.network.parameters() / 5).isEqualTo(Golden.BUDGET.parameters());
    assertThat(selection.size()).isEqualTo(2618);
    assertThat(selection.cost()).isEqualTo(47_730);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gentle."})
  void rankingTheStoredVelocitiesSelectsExactlyTheSame(String prefix) {
    double[] scores = golden.perNeuron(prefix + "v_paper_4");
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.abs(scores[i]) / golden.network.cost(i);
    }
    assertThat(Ranking.byScore(golden.network, scores).fill(Golden.BUDGET, FillRule.STOP))
        .isEqualTo(golden.selection(prefix + "select_paper"));
  }

  @Test
  void theStrategySelectsExactlyTheSame() {
    assertThat(golden.lastOf(new VelocityPerParameter(), ""))
        .isEqualTo(golden.selection("select_paper"));
  }

  /**
   * Gentle velocities are small: the rounding with which the similarities were stored, up to 6e-8
   * each, moves neurons at the edge of the budget to the other side, and no others.
   */
  @Test
  void theStrategySelectsTheSameButAtTheEdgeAtAGentleRate() {
    Selection expected = golden.selection("gentle.select_paper");
    double[] velocity = golden.perNeuron("gentle.v_paper_4");
    double edge =
        expected
            .neurons()
            .mapToDouble(n -> Math.abs(velocity[n]) / golden.network.cost(n))
            .min()
            .orElseThrow();
    BitSet different = golden.lastOf(new VelocityPerParameter(), "gentle.").toBitSet();
    different.xor(expected.toBitSet());
    assertThat(different.cardinality()).isLessThan(50);
    assertThat(different.stream())
        .allSatisfy(
            n ->
                assertThat(Math.abs(velocity[n]))
                    .isCloseTo(edge * golden.network.cost(n), within(1.2e-7)));
  }
}
