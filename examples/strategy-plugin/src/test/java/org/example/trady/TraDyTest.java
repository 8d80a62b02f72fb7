package org.example.trady;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

class TraDyTest {

  private static final Network NETWORK = Nets.three();
  private static final double[] LAYER_2_ONLY = {0, 0, 0, 0, 1, 1, 1, 1};
  private static final double[] LAYER_0_ONLY = {1, 1, 0, 0, 0, 0, 0, 0};

  private static List<Selection> selections(
      long budget, Map<String, ?> parameters, double[]... norms) {
    TraDy strategy = new TraDy();
    strategy.start(
        Run.of(
            NETWORK,
            new Budget(budget),
            Parameters.of(strategy.parameters(), parameters),
            new RandomStream(7)));
    List<Selection> selections = new ArrayList<>();
    for (double[] norm : norms) {
      Observations observations = Observations.of(Map.of(Signal.GRADIENT_NORM, norm));
      selections.add(
          strategy.select(Epoch.of(selections.size(), norms.length, observations)));
    }
    return selections;
  }

  /** Four neurons of 3 parameters: all of layer 2 for 12, three of them for 11. */
  @Test
  void drawsFromTheKeptLayersWithinTheBudget() {
    assertEquals(
        Selection.of(NETWORK, 4, 5, 6, 7), selections(12, Map.of(), LAYER_2_ONLY).get(0));
    Selection three = selections(11, Map.of(), LAYER_2_ONLY).get(0);
    assertEquals(9, three.cost());
    assertTrue(three.neurons().allMatch(neuron -> neuron >= 4));
  }

  /** What the kept layers leave of a large budget stays unused. */
  @Test
  void addsNoOtherLayer() {
    assertEquals(12, selections(1000, Map.of(), LAYER_2_ONLY).get(0).cost());
  }

  @Test
  void drawsAfreshEachEpoch() {
    double[][] epochs = new double[20][];
    java.util.Arrays.fill(epochs, LAYER_2_ONLY);
    long distinct = selections(6, Map.of(), epochs).stream().distinct().count();
    assertNotEquals(1, distinct);
  }

  @Test
  void choosesTheLayersOnceUnlessToldOtherwise() {
    assertEquals(
        Selection.of(NETWORK, 4, 5, 6, 7),
        selections(18, Map.of(), LAYER_2_ONLY, LAYER_0_ONLY).get(1));
    assertEquals(
        Selection.of(NETWORK, 0, 1),
        selections(18, Map.of("preselect", "each-epoch"), LAYER_2_ONLY, LAYER_0_ONLY).get(1));
  }
}
