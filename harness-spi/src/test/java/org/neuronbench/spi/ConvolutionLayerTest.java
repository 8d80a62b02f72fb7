package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionLayerTest {

  @ParameterizedTest
  @CsvSource({
    "16, 32,  1, false, 144, 144",
    "16, 32,  1,  true, 145, 144",
    "16, 16, 16, false,   9,   9",
    "16, 16, 16,  true,  10,   9",
    "16, 32,  4, false,  36,  36",
  })
  void aNeuronCostsItsOwnWeightsAndBias(
      int in, int out, int groups, boolean bias, int parameters, int weights) {
    ConvolutionLayer layer = Nets.grouped(in, out, groups, bias);
    assertThat(layer.parametersPerNeuron()).isEqualTo(parameters);
    assertThat(layer.weightsPerNeuron()).isEqualTo(weights);
    assertThat(layer.parameters()).isEqualTo((long) out * parameters);
  }

  @Test
  void macsCountEveryWeightOnceAnOutputElement() {
    ConvolutionLayer layer = Nets.grouped(16, 32, 1, true);
    assertThat(layer.macsPerNeuron()).isEqualTo(144 * 4 * 2);
    assertThat(layer.macs()).isEqualTo(32 * 144 * 4 * 2);
  }

  @Test
  void macsOfAGreatLayerDoNotOverflow() {
    ConvolutionLayer layer =
        new ConvolutionLayer("big", 0, 0, 2048, 2048, 1, 3, 3, false, 224, 224, 224, 224);
    assertThat(layer.macs()).isEqualTo(2048L * 2048 * 9 * 224 * 224);
  }

  @Test
  void bytesAreThoseOfFloats() {
    ConvolutionLayer layer = Nets.grouped(16, 32, 1, false);
    assertThat(layer.outputBytesPerNeuron()).isEqualTo(4 * 4 * 2);
    assertThat(layer.inputBytes()).isEqualTo(4 * 16 * 8 * 8);
  }

  @ParameterizedTest
  @CsvSource({"16, 16, 16, true", "16, 32, 16, true", "16, 32, 4, false", "1, 8, 1, false"})
  void depthwiseMeansAGroupAChannel(int in, int out, int groups, boolean depthwise) {
    assertThat(Nets.grouped(in, out, groups, false).depthwise()).isEqualTo(depthwise);
  }

  @Test
  void groupsMustDivideTheChannels() {
    assertThatThrownBy(() -> Nets.grouped(16, 30, 4, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("conv: 4 groups must divide 16 input and 30 output channels");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3, 3, output channels, 0",
    "4, -3, 3, input channels, -3",
    "4, 3, 0, kernel height, 0",
  })
  void refusesAnExtentThatIsNotPositive(int out, int in, int kernel, String what, int value) {
    assertThatThrownBy(() -> Nets.layer(0, 0, out, in, kernel))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("conv0: %s must be positive, not %d", what, value);
  }

  @Test
  void refusesNegativeIndices() {
    assertThatThrownBy(() -> Nets.layer(-1, 0, 1, 1, 1))
        .hasMessage("Indices of conv-1 must not be negative");
    assertThatThrownBy(() -> Nets.layer(1, -1, 1, 1, 1))
        .hasMessage("Indices of conv1 must not be negative");
  }

  @Test
  void refusesAnEmptyName() {
    assertThatThrownBy(() -> new ConvolutionLayer("", 0, 0, 1, 1, 1, 1, 1, false, 1, 1, 1, 1))
        .hasMessage("A convolution needs a name");
  }
}
