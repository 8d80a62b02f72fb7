package org.example.trady;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.spi.Network;

/** The expected values are computed by hand; those that are not exact hold to 1e-12. */
class LayerPreselectionTest {

  private static final Network NETWORK = Nets.three();

  /** RGN: layer 0 (17 + 17) / 17 = 2, layer 1 (25 + 0) / 25 = 1, layer 2 (11 * 4 * 1.75) / 11 = 7. */
  private static final double[] NORMS = {17, 17, 25, 0, 19.25, 19.25, 19.25, 19.25};

  @ParameterizedTest
  @CsvSource({"0, 17", "1, 25", "2, 11"})
  void aNeuronHoldsItsWeightsAndItsShareOfTheInput(int layer, double memory) {
    assertEquals(memory, LayerMemory.perNeuron(NETWORK.layers().get(layer)));
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "1, 1", "2, 7"})
  void weighsGradientNormsByMemory(int layer, double rgn) {
    assertEquals(
        rgn,
        LayerPreselection.reweightedGradientNorm(NETWORK.layers().get(layer), NORMS),
        1e-12);
  }

  /** Of 10 in all, layer 2 holds 7, with layer 0 it is 9, with layer 1 all. */
  @ParameterizedTest
  @CsvSource({"0, {2}", "0.5, {2}", "0.7, {2}", "0.71, '{0, 2}'", "0.9, '{0, 2}'", "0.97, '{0, 1, 2}'"})
  void keepsTheFewestLayersThatHoldTheShare(double share, String layers) {
    assertEquals(layers, LayerPreselection.layers(NETWORK, NORMS, share).toString());
  }

  @Test
  void keepsAllLayersWhereNoGradientIsKnown() {
    BitSet all = new BitSet();
    all.set(0, 3);
    assertEquals(all, LayerPreselection.layers(NETWORK, new double[8], 0.5));
  }

  /** Without the NaN, layer 0 still holds 17 / 17 = 1; layer 2 has 7 of 9 now. */
  @Test
  void aGradientThatIsNoNumberCountsAsNone() {
    double[] norms = NORMS.clone();
    norms[0] = Double.NaN;
    assertEquals("{2}", LayerPreselection.layers(NETWORK, norms, 0.77).toString());
  }
}
