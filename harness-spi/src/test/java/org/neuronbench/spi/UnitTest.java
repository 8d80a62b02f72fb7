package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTest {

  /** Output channels: 4 of 27 weights, 2 of 4. Input channels: 3 of 36, 4 of 2. */
  private final Network network = Nets.small();

  @Test
  void inputChannelsAreColumnsOfTheSameWeights() {
    Network inputs = network.in(Unit.INPUT_CHANNEL);
    assertThat(IntStream.range(0, inputs.neurons()).map(inputs::cost))
        .containsExactly(36, 36, 36, 2, 2, 2, 2);
    assertThat(inputs.layerOf(3).firstNeuron()).isEqualTo(3);
    assertThat(inputs.parameters()).isEqualTo(network.parameters());
    assertThat(inputs.macs()).isEqualTo(network.macs());
    assertThat(inputs.name()).isEqualTo("small");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
  void goingThereAndBackDescribesTheSame(long seed) {
    Network drawn = Nets.random(new RandomStream(seed));
    Unit other = Unit.values()[1 - drawn.unit().ordinal()];
    assertThat(drawn.in(drawn.unit())).isSameAs(drawn);
    assertThat(drawn.in(other).unit()).isEqualTo(other);
    assertThat(drawn.in(other).in(drawn.unit()).layers()).isEqualTo(drawn.layers());
  }

  @Test
  void aNetworkHasOneUnit() {
    List<ConvolutionLayer> mixed =
        List.of(network.in(Unit.INPUT_CHANNEL).layers().get(0), Nets.layer(1, 3, 2, 4, 1));
    assertThatThrownBy(() -> new Network("mixed", mixed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Layer conv1 counts in units of output-channel, those before it in input-channel");
  }

  @ParameterizedTest
  @CsvSource({"output, OUTPUT_CHANNEL", "input, INPUT_CHANNEL"})
  void isAParameterOfStrategiesThatWorkWithEither(String text, Unit unit) {
    List<ParameterSpec> specs = List.of(Unit.parameter());
    assertThat(Unit.from(Parameters.of(specs, Map.of("unit", text)))).isEqualTo(unit);
    assertThat(Unit.from(Parameters.of(specs, Map.of()))).isEqualTo(Unit.OUTPUT_CHANNEL);
  }

  /** Layers of 6 outputs and 4 inputs in 2 groups: 3 and 2 a group. */
  @ParameterizedTest
  @CsvSource({"OUTPUT_CHANNEL, 6, 3, 18, 19", "INPUT_CHANNEL, 4, 2, 27, 27"})
  void ofAGroupedConvolution(Unit unit, int neurons, int inGroup, int weights, int parameters) {
    ConvolutionLayer layer = Nets.of(unit, Nets.square(4, 6, 2, 3, true, 4, 4)).layers().get(0);
    assertThat(layer.neurons()).isEqualTo(neurons);
    assertThat(layer.neuronsPerGroup()).isEqualTo(inGroup);
    assertThat(layer.weightsPerNeuron()).isEqualTo(weights);
    assertThat(layer.parametersPerNeuron()).isEqualTo(parameters);
    assertThat(layer.macs()).isEqualTo(6 * 18 * 16);
  }
}
