package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SelectionTest {

  private final Network network = Nets.small();

  @Test
  void sumsTheCostsOfItsNeurons() {
    Selection selection = Selection.of(network, 5, 0, 3);
    assertThat(selection.size()).isEqualTo(3);
    assertThat(selection.cost()).isEqualTo(27 + 27 + 4);
    assertThat(selection.neurons()).containsExactly(0, 3, 5);
  }

  @Test
  void countsANeuronNamedTwiceOnce() {
    Selection selection = Selection.of(network, 4, 4, 4);
    assertThat(selection.size()).isEqualTo(1);
    assertThat(selection.cost()).isEqualTo(4);
  }

  @Test
  void saysWhatItContains() {
    Selection selection = Selection.of(network, 1);
    assertThat(selection.contains(1)).isTrue();
    assertThat(selection.contains(0)).isFalse();
    assertThat(selection.contains(6)).isFalse();
  }

  @Test
  void splitsByLayer() {
    Selection selection = Selection.of(network, 0, 3, 4);
    ConvolutionLayer first = network.layers().get(0);
    ConvolutionLayer second = network.layers().get(1);
    assertThat(selection.neuronsIn(first)).containsExactly(0, 3);
    assertThat(selection.neuronsIn(second)).containsExactly(4);
    assertThat(selection.sizeIn(first)).isEqualTo(2);
    assertThat(selection.sizeIn(second)).isEqualTo(1);
  }

  @Test
  void anEmptyLayerHasNoNeuron() {
    Selection selection = Selection.of(network, 5);
    assertThat(selection.sizeIn(network.layers().get(0))).isZero();
    assertThat(selection.neuronsIn(network.layers().get(0))).isEmpty();
  }

  @Test
  void noneAndAllAreTheExtremes() {
    assertThat(Selection.none(network).size()).isZero();
    assertThat(Selection.none(network).cost()).isZero();
    assertThat(Selection.all(network).size()).isEqualTo(6);
    assertThat(Selection.all(network).cost()).isEqualTo(network.parameters());
  }

  @Test
  void keepsItsOwnBits() {
    BitSet bits = new BitSet();
    bits.set(2);
    Selection selection = Selection.of(network, bits);
    bits.set(3);
    selection.toBitSet().set(4);
    assertThat(selection.neurons()).containsExactly(2);
  }

  /** A set of a subclass of its own, which is no copy when it is cloned. */
  @Test
  void keepsNoSetThatChangesAfterwards() {
    BitSet own = new UnclonedBitSet();
    own.set(2);
    Selection selection = Selection.of(network, own);
    long cost = selection.cost();
    own.set(0, 6);
    assertThat(selection.neurons()).containsExactly(2);
    assertThat(selection.cost()).isEqualTo(cost);
  }

  private static final class UnclonedBitSet extends BitSet {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("MissingSuperCall")
    public Object clone() {
      return this;
    }
  }

  @Test
  void refusesANeuronThatDoesNotExist() {
    BitSet bits = new BitSet();
    bits.set(7);
    String message = "Neuron %d does not exist: small has neurons 0 to 5";
    assertThatThrownBy(() -> Selection.of(network, 0, 6))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(message, 6);
    assertThatThrownBy(() -> Selection.of(network, -1)).hasMessage(message, -1);
    assertThatThrownBy(() -> Selection.of(network, bits)).hasMessage(message, 7);
  }

  @Test
  void equalsTheSameNeuronsOfTheSameNetwork() {
    Selection selection = Selection.of(network, 1, 2);
    assertThat(selection)
        .isEqualTo(Selection.of(network, 2, 1))
        .hasSameHashCodeAs(Selection.of(network, 2, 1))
        .isNotEqualTo(Selection.of(network, 1))
        .isNotEqualTo(Selection.of(Nets.small(), 1, 2));
  }

  @Test
  void describesItself() {
    assertThat(Selection.of(network, 0, 4)).hasToString("2 of 6 neurons, 31 parameters");
  }
}
