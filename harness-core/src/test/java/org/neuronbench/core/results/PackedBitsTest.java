package org.neuronbench.core.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedBitsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 9, 17_056})
  void readsBackWhatItWrote(int neurons) {
    BitSet set = random(neurons, 0.1);
    assertThat(PackedBits.decode(PackedBits.encode(set), neurons)).isEqualTo(set);
  }

  /** {@code base64(zlib(0x05 0x01))}, made with Python: zlib.compress(bytes([5, 1]), 9). */
  @Test
  void readsWhatOtherLanguagesWrite() {
    BitSet set = PackedBits.decode("eNpjZQQAAA0ABw==", 10);
    assertThat(set.stream()).containsExactly(0, 2, 8);
  }

  @Test
  void takesATenthOfMobileNetInUnderTwoKilobytes() {
    assertThat(PackedBits.encode(random(17_056, 0.1)).length()).isLessThan(2000);
  }

  @Test
  void refusesNeuronsThatDoNotExist() {
    BitSet set = new BitSet();
    set.set(9);
    assertThatThrownBy(() -> PackedBits.decode(PackedBits.encode(set), 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Number 9 is chosen of 9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no base 64!", "AAAA", ""})
  void refusesWhatItDidNotWrite(String text) {
    assertThatThrownBy(() -> PackedBits.decode(text, 100))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BitSet random(int neurons, double share) {
    Random random = new Random(7);
    BitSet set = new BitSet();
    for (int neuron = 0; neuron < neurons; neuron++) {
      set.set(neuron, random.nextDouble() < share);
    }
    return set;
  }
}
