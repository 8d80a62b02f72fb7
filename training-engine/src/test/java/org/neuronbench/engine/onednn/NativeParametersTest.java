package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.engine.ParameterLayout.BatchNorm;
import org.neuronbench.engine.ParameterLayout.Range;
import org.neuronbench.engine.onednn.NativeParameters.Copy;
import org.neuronbench.engine.onednn.Node.Convolution;

/** Copies of weights in other layouts follow the weights, once they are asked to. */
class NativeParametersTest {

  /** Two neurons of two inputs, then their biases; scales, shifts, means and variances. */
  private static final float[] INITIAL = {1, 2, 3, 4, 10, 20, 6, 8, 5, 7, 1, 2, 3, 15};

  private static final BatchNorm NORM =
      new BatchNorm("norm", new Range(6, 2), new Range(8, 2), new Range(10, 2), new Range(12, 2));

  private final Convolution node = Convolutions.node(Convolutions.weights(2, 2, 1, 0, 4), NORM, 1);
  private final Kernels kernels = new Kernels(2);
  private final NativeParameters parameters = new NativeParameters(kernels, INITIAL.clone());

  @AfterEach
  void close() {
    parameters.close();
    kernels.close();
  }

  /** By input, then output: the transpose of how weights lie in the parameters. */
  private static memory.desc transposed() {
    return new memory.desc(new long[] {2, 2, 1, 1}, memory.data_type.f32, memory.format_tag.hwio);
  }

  private Copy copy(Convolution of, boolean folded, memory.desc layout) {
    return Temporaries.freed(() -> parameters.copy(of, folded, layout));
  }

  private static float[] values(Pointer pointer, int count) {
    float[] values = new float[count];
    new FloatPointer(pointer).get(values);
    return values;
  }

  private static float[] refreshed(Copy copy) {
    copy.refresh();
    return values(copy.pointer(), 4);
  }

  @Test
  void aCopyIsReordered() {
    assertThat(refreshed(copy(node, false, transposed()))).containsExactly(1, 3, 2, 4);
  }

  /** Kernels of 2x2: pixel by pixel in the parameters, channel by channel in the copy. */
  @Test
  void aDepthwiseCopyIsReordered() {
    Convolution depthwise = Convolutions.node(Convolutions.depthwise(2, 2, 1), null, 0);
    memory.desc rows =
        new memory.desc(new long[] {2, 1, 1, 2, 2}, memory.data_type.f32, memory.format_tag.goihw);
    Copy copy = copy(depthwise, false, rows);
    copy.refresh();
    assertThat(values(copy.pointer(), 8)).containsExactly(2, 4, 20, 8, 3, 10, 6, 5);
  }

  @Test
  void aCopyIsRenewedWhenItsWeightsChanged() {
    Copy copy = copy(node, false, transposed());
    refreshed(copy);
    parameters.view().put(1, 9);
    assertThat(refreshed(copy)).containsExactly(1, 3, 2, 4);
    parameters.weightsChanged(node);
    assertThat(values(copy.pointer(), 4)).containsExactly(1, 3, 2, 4);
    assertThat(refreshed(copy)).containsExactly(1, 3, 9, 4);
  }

  @Test
  void everyCopyIsRenewedWhenAllIsReplaced() {
    Copy plain = copy(node, false, transposed());
    Copy folded = copy(node, true, transposed());
    refreshed(plain);
    refreshed(folded);
    float[] doubled = parameters.toArray();
    assertThat(doubled).containsExactly(INITIAL);
    for (int i = 0; i < 4; i++) {
      doubled[i] *= 2;
    }
    parameters.replace(doubled);
    assertThat(refreshed(plain)).containsExactly(2, 6, 4, 8);
    assertThat(refreshed(folded)).containsExactly(6, 12, 12, 16);
  }

  /** Factors 6 / sqrt(3 + 1) and 8 / sqrt(15 + 1); shifts 5 + (10 - 1) * 3, 7 + (20 - 2) * 2. */
  @Test
  void aFoldedCopyIsScaledAndHasABias() {
    Copy folded = copy(node, true, transposed());
    assertThat(parameters.factors(node, true)).containsExactly(3, 2);
    assertThat(parameters.factors(node, false)).containsExactly(1, 1);
    assertThat(refreshed(folded)).containsExactly(3, 6, 6, 8);
    assertThat(values(folded.bias(), 2)).containsExactly(32, 43);
  }

  @Test
  void aFoldedCopyIsRenewedWhenBatchNormsChanged() {
    Copy plain = copy(node, false, transposed());
    Copy folded = copy(node, true, transposed());
    refreshed(plain);
    refreshed(folded);
    parameters.view().put(0, 9).put(6, 2);
    parameters.batchNormsChanged();
    assertThat(refreshed(plain)).containsExactly(1, 3, 2, 4);
    assertThat(refreshed(folded)).containsExactly(9, 6, 2, 8);
  }

  @Test
  void withoutBatchNormFoldingKeepsWeightsAndBiases() {
    Convolution bare = Convolutions.node(Convolutions.weights(2, 2, 1, 0, 4), null, 0);
    Copy folded = copy(bare, true, transposed());
    assertThat(refreshed(folded)).containsExactly(1, 3, 2, 4);
    assertThat(values(folded.bias(), 2)).containsExactly(10, 20);
  }

  @Test
  void aLayoutIsCopiedOnce() {
    Copy first = copy(node, false, transposed());
    assertThat(copy(node, false, transposed())).isSameAs(first);
    assertThat(copy(node, true, transposed())).isNotSameAs(first);
    assertThat(copy(node, false, Layouts.plainWeights(node.geometry()))).isNotSameAs(first);
  }

  @Test
  void aRunOfParametersIsPointedTo() {
    assertThat(values(parameters.at(NORM.shift()), 2)).containsExactly(5, 7);
  }

  /** One row of 32: the copies have it at once, in a layout of blocks of 16 by 16. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fewChangedRowsAreWrittenIntoCopies(boolean folded) {
    float[] all = counting(32 * 32 * 9);
    Convolution wide = Convolutions.node(Convolutions.weights(32, 32, 3, 0, -1), null, 0);
    memory.desc blocked =
        new memory.desc(
            new long[] {32, 32, 3, 3}, memory.data_type.f32, memory.format_tag.OIhw16i16o);
    try (NativeParameters own = new NativeParameters(kernels, all)) {
      Copy copy = Temporaries.freed(() -> own.copy(wide, folded, blocked));
      copy.refresh();
      own.view().put(5 * 288 + 7, -1);
      own.changed(gradient(wide, 5));
      float[] written = values(copy.pointer(), all.length);
      own.weightsChanged(wide);
      copy.refresh();
      assertThat(written).containsExactly(values(copy.pointer(), all.length)).contains(-1);
    }
  }

  @Test
  void fewChangedColumnsAreWrittenIntoCopies() {
    float[] all = counting(32 * 32 * 9);
    Convolution wide =
        Convolutions.node(Convolutions.inputs(Convolutions.weights(32, 32, 3, 0, -1)), null, 0);
    memory.desc blocked =
        new memory.desc(
            new long[] {32, 32, 3, 3}, memory.data_type.f32, memory.format_tag.OIhw16o16i);
    try (NativeParameters own = new NativeParameters(kernels, all)) {
      Copy copy = Temporaries.freed(() -> own.copy(wide, true, blocked));
      copy.refresh();
      own.view().put(3 * 288 + 5 * 9, -1);
      own.changed(gradient(wide, 5));
      float[] written = values(copy.pointer(), all.length);
      own.weightsChanged(wide);
      copy.refresh();
      assertThat(written).containsExactly(values(copy.pointer(), all.length)).contains(-1);
    }
  }

  private static float[] counting(int count) {
    float[] all = new float[count];
    for (int i = 0; i < count; i++) {
      all[i] = i;
    }
    return all;
  }

  private static NeuronGradient gradient(Convolution node, int chosen) {
    return new NeuronGradient(
        node,
        new int[] {chosen},
        new StepShape.Width(16, true, false),
        FloatBuffer.allocate(0),
        FloatBuffer.allocate(0),
        new float[0]);
  }
}
