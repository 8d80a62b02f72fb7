package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.engine.GradientSums;
import org.neuronbench.engine.ParameterLayout.Range;
import org.neuronbench.engine.ParameterLayout.Weights;
import org.neuronbench.engine.onednn.StepShape.Width;

/** Stochastic gradient descent on chosen rows; all numbers are exact in binary. */
class NeuronUpdateTest {

  private static FloatBuffer of(float... values) {
    return FloatBuffer.wrap(values);
  }

  private static float[] filled(int length, float value) {
    float[] all = new float[length];
    Arrays.fill(all, value);
    return all;
  }

  private static NeuronUpdate sgd(FloatBuffer parameters, double momentum, double decay) {
    NeuronUpdate update =
        new NeuronUpdate(parameters, momentum, decay, NeuronUpdate.Changes.UNHEARD, null);
    update.setRate(0.5);
    return update;
  }

  private static NeuronGradient gradient(
      Weights layer,
      int[] chosen,
      boolean compact,
      FloatBuffer values,
      FloatBuffer biases,
      float[] factors) {
    int channels = compact ? chosen.length : layer.layer().neurons();
    return new NeuronGradient(
        Convolutions.node(layer, null, 0),
        chosen,
        new Width(channels, compact, false),
        values,
        biases,
        factors);
  }

  /** v = 1 + 4/4 = 2, w = 4 - 2/2 = 3; then v = 2/2 + 1 + 3/4 = 2.75, w = 3 - 2.75/2. */
  @Test
  void momentumAndDecayOfTwoSteps() {
    FloatBuffer parameters = of(7, 4, 7);
    NeuronUpdate update = sgd(parameters, 0.5, 0.25);
    update.range(new Range(1, 1), of(1));
    assertThat(parameters.array()).containsExactly(7, 3, 7);
    update.range(new Range(1, 1), of(1));
    assertThat(parameters.array()).containsExactly(7, 1.625f, 7);
    assertThat(update.momentum()).containsExactly(0, 2.75f, 0);
  }

  @Test
  void momentumThatWasTakenIsGoneOnWith() {
    FloatBuffer parameters = of(3);
    NeuronUpdate update = sgd(parameters, 0.5, 0.25);
    update.takeMomentum(new float[] {2});
    update.range(new Range(0, 1), of(1));
    assertThat(parameters.array()).containsExactly(1.625f);
  }

  @Test
  void withoutMomentumAndDecayTheGradientIsSubtracted() {
    FloatBuffer parameters = of(1, 2, 3, 4);
    Weights layer = Convolutions.weights(2, 2, 1, 0, -1);
    NeuronGradient gradient =
        gradient(layer, new int[] {1}, true, of(4, 8), of(), new float[] {1, 0.25f});
    sgd(parameters, 0, 0).neurons(gradient);
    assertThat(parameters.array()).containsExactly(1, 2, 2.5f, 3);
  }

  /** Two rows of 4 move the layer as a block, two of 32 row by row. */
  @ParameterizedTest
  @ValueSource(ints = {4, 32})
  void rowsLeftOutAreBitIdentical(int neurons) {
    FloatBuffer parameters = of(filled(1 + 2 * neurons, 0.1f));
    Weights layer = Convolutions.weights(neurons, 2, 1, 1, -1);
    NeuronUpdate update = sgd(parameters, 0.5, 0.25);
    update.takeMomentum(filled(1 + 2 * neurons, 3));
    float[] expected = parameters.array().clone();
    Arrays.fill(expected, 3, 5, 0.1f - 0.5f * (2 + 0.25f * 0.1f + 1.5f));
    Arrays.fill(expected, 7, 9, 0.1f - 0.5f * (2 + 0.25f * 0.1f + 1.5f));
    update.neurons(
        gradient(layer, new int[] {1, 3}, true, of(2, 2, 2, 2), of(), filled(neurons, 1)));
    assertThat(parameters.array()).containsExactly(expected);
    assertThat(update.momentum()).startsWith(3, 3, 3).endsWith(filled(2 * neurons - 8, 3));
  }

  /** Channel by channel, or every channel with a row of its own. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRowIsFoundInBothFormsOfTheGradient(boolean compact) {
    FloatBuffer parameters = of(1, 1, 1, 1);
    Weights layer = Convolutions.weights(4, 1, 1, 0, -1);
    FloatBuffer values = compact ? of(2, 6) : of(9, 2, 9, 6);
    sgd(parameters, 0, 0)
        .neurons(gradient(layer, new int[] {1, 3}, compact, values, of(), filled(4, 1)));
    assertThat(parameters.array()).containsExactly(1, 0, 1, -2);
  }

  /** Weights of a depthwise layer lie pixel by pixel of the window. */
  @Test
  void depthwiseWeightsAreStrided() {
    FloatBuffer parameters = of(filled(18, 1));
    Weights layer = Convolutions.depthwise(2, 3, 0);
    float[] gradient = {2, 4, 6, 8, 10, 12, 14, 16, 18};
    sgd(parameters, 0, 0)
        .neurons(gradient(layer, new int[] {1}, true, of(gradient), of(), filled(2, 1)));
    assertThat(parameters.array())
        .containsExactly(1, 0, 1, -1, 1, -2, 1, -3, 1, -4, 1, -5, 1, -6, 1, -7, 1, -8);
  }

  @Test
  void biasesOfTheChosenChannelsFollow() {
    FloatBuffer parameters = of(1, 1, 1, 10, 20, 30);
    Weights layer = Convolutions.weights(3, 1, 1, 0, 3);
    NeuronGradient gradient =
        gradient(layer, new int[] {0, 2}, true, of(0, 0), of(2, 4), new float[] {1, 1, 0.5f});
    sgd(parameters, 0, 0).neurons(gradient);
    assertThat(parameters.array()).containsExactly(1, 1, 1, 9, 20, 29);
  }

  @Test
  void aRunLongerThanWhatIsMovedAtOnce() {
    FloatBuffer parameters = of(filled(20_000, 1));
    sgd(parameters, 0, 0).range(new Range(0, 20_000), of(filled(20_000, 1)));
    assertThat(parameters.array()).containsOnly(0.5f);
  }

  /** Three rows of 5000 weights: each is a block. */
  @Test
  void rowsOfSeveralBlocks() {
    FloatBuffer parameters = of(filled(15_000, 1));
    Weights layer = Convolutions.weights(3, 5000, 1, 0, -1);
    float[] gradient = filled(10_000, 1);
    Arrays.fill(gradient, 5000, 10_000, 4);
    sgd(parameters, 0, 0)
        .neurons(gradient(layer, new int[] {0, 2}, true, of(gradient), of(), filled(3, 1)));
    assertThat(Arrays.copyOfRange(parameters.array(), 0, 5000)).containsOnly(0.5f);
    assertThat(Arrays.copyOfRange(parameters.array(), 5000, 10_000)).containsOnly(1);
    assertThat(Arrays.copyOfRange(parameters.array(), 10_000, 15_000)).containsOnly(-1);
  }

  /** Rows of three input channels, of which the second and third: two columns of three are left. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void columnsAreFoundInBothFormsOfTheGradient(boolean compact) {
    FloatBuffer parameters = of(1, 1, 1, 1, 1, 1);
    Weights layer = Convolutions.inputs(Convolutions.weights(2, 3, 1, 0, -1));
    FloatBuffer values = compact ? of(2, 4, 6, 8) : of(9, 2, 4, 9, 6, 8);
    sgd(parameters, 0, 0)
        .neurons(gradient(layer, new int[] {1, 2}, compact, values, of(), new float[] {1, 0.5f}));
    assertThat(parameters.array()).containsExactly(1, 0, -1, 1, -0.5f, -1);
  }

  @Test
  void columnsOfLargerKernelsAreRuns() {
    FloatBuffer parameters = of(filled(16, 1));
    Weights layer = Convolutions.inputs(Convolutions.weights(2, 2, 2, 0, -1));
    sgd(parameters, 0, 0)
        .neurons(
            gradient(layer, new int[] {1}, true, of(2, 4, 6, 8, 2, 2, 2, 2), of(), filled(2, 1)));
    assertThat(parameters.array())
        .containsExactly(1, 1, 1, 1, 0, -1, -2, -3, 1, 1, 1, 1, 0, 0, 0, 0);
  }

  @Test
  void whatIsUpdatedIsSummedUp() {
    GradientSums sums = new GradientSums(4);
    NeuronUpdate update =
        new NeuronUpdate(of(1, 2, 3, 4), 0, 0, NeuronUpdate.Changes.UNHEARD, sums);
    Weights layer = Convolutions.weights(2, 2, 1, 0, -1);
    NeuronGradient gradient =
        gradient(layer, new int[] {1}, true, of(4, 8), of(), new float[] {1, 0.25f});
    update.neurons(gradient);
    update.neurons(gradient);
    assertThat(sums.values()).containsExactly(0, 0, 2, 4);
  }
}
