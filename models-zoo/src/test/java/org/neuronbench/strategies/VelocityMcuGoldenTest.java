package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neuronbench.engine.GoldenSet;
import org.neuronbench.spi.Selection;

/** Velocities on MobileNetV2-w0.35 and photographs. */
@Tag("shared")
class VelocityMcuGoldenTest extends VelocityGoldenContract {

  VelocityMcuGoldenTest() {
    super(GoldenSet.mcu());
  }

  @Test
  void theGoldenSelectionIsTheDocumentedOne() {
    Selection selection = golden.selection("select_paper");
    assertThat(selection.size()).isEqualTo(2618);
    assertThat(selection.cost()).isEqualTo(47_730);
    assertThat(golden.selection("mask").cost()).isEqualTo(47_723);
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
            .mapToDouble(n -> Math.abs(velocity[n]) / network.cost(n))
            .min()
            .orElseThrow();
    BitSet different = lastOf(new VelocityPerParameter(), "gentle.").toBitSet();
    different.xor(expected.toBitSet());
    assertThat(different.cardinality()).isLessThan(50);
    assertThat(different.stream())
        .allSatisfy(
            n ->
                assertThat(Math.abs(velocity[n]))
                    .isCloseTo(edge * network.cost(n), within(1.2e-7)));
  }
}
