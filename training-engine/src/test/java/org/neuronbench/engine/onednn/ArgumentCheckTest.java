package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.dnnl.global.dnnl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.engine.TestGraphs;
import org.neuronbench.spi.Selection;

/** What would let native code read or write out of bounds is refused before it crosses. */
class ArgumentCheckTest {

  private static final Geometry GEOMETRY =
      new Geometry(16, 32, 1, square(8), square(8), square(3), square(1), square(1));

  private static Geometry.Size square(int edge) {
    return new Geometry.Size(edge, edge);
  }

  private final Kernels kernels = new Kernels(2);
  private final Program.Builder program = new Program.Builder(kernels);
  private final Kernel kernel =
      kernels.convolutions(Precision.FLOAT32).forward(GEOMETRY, 2, false, false, Activation.NONE);

  @AfterEach
  void close() {
    kernels.close();
  }

  @Test
  void tooSmallABuffer() {
    assertThatThrownBy(
            () ->
                program
                    .call("stem", kernel)
                    .with(
                        dnnl.DNNL_ARG_SRC,
                        Layouts.channelsLast(Precision.FLOAT32, GEOMETRY.input(2)),
                        program.floats(16, Value.Part.WORKSPACE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Layer stem, convolution forward")
        .hasMessageEndingWith("argument 1 needs 8192 bytes, there are 64");
  }

  @Test
  void anotherLayout() {
    assertThatThrownBy(
            () ->
                program
                    .call("stem", kernel)
                    .with(
                        dnnl.DNNL_ARG_SRC,
                        Layouts.channelsLast(Precision.FLOAT32, GEOMETRY.input(3)),
                        program.floats(1 << 20, Value.Part.WORKSPACE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Layer stem, convolution forward")
        .hasMessageContaining("argument 1 has another layout than the primitive takes");
  }

  @Test
  void imagesOfAnotherSize() {
    try (OnednnSession session =
        (OnednnSession)
            new OnednnEngine()
                .open(
                    TestGraphs.classifierOnMap(),
                    TestGraphs.settings(BatchNormMode.FROZEN, 0, 0))) {
      float[] small = new float[2 * 3 * 12 * 12];
      int[] labels = {0, 1};
      Selection none = Selection.none(TestGraphs.classifierOnMap().network());
      assertThatThrownBy(() -> session.step(none, small, labels, 0.1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("2 images of 3x13x13 are 1014 values, not 864");
      assertThatThrownBy(() -> session.logits(small, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("2 images of 3x13x13 are 1014 values, not 864");
    }
  }

  @Test
  void labelsOutOfRange() {
    try (OnednnSession session =
        (OnednnSession)
            new OnednnEngine()
                .open(
                    TestGraphs.classifierOnMap(),
                    TestGraphs.settings(BatchNormMode.FROZEN, 0, 0))) {
      float[] images = new float[2 * 3 * 13 * 13];
      Selection none = Selection.none(TestGraphs.classifierOnMap().network());
      assertThatThrownBy(() -> session.step(none, images, new int[] {0, 4}, 0.1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Label 4 of image 1 is not one of 4 classes (0 to 3)");
    }
  }
}
