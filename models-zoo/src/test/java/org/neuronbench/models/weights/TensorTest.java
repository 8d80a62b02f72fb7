package org.neuronbench.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {

  @Test
  void hasAsManyValuesAsItsShapeSays() {
    assertThatThrownBy(() -> new Tensor(new long[] {2, 3}, new float[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Shape [2, 3] needs 6 values, not 5");
  }

  @Test
  void doesNotOverflow() {
    long[] shape = {1L << 40, 1L << 40};
    assertThatThrownBy(() -> new Tensor(shape, new float[0]))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void exchangesAxes() {
    Tensor tensor = new Tensor(new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6});
    assertThat(tensor.permuted(1, 0).shape()).containsExactly(3, 2);
    assertThat(tensor.permuted(1, 0).values()).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void exchangesAxesOfAKernel() {
    float[] values = new float[2 * 3 * 4 * 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Tensor moved = new Tensor(new long[] {2, 3, 4, 5}, values).permuted(3, 2, 0, 1);
    assertThat(moved.shape()).containsExactly(5, 4, 2, 3);
    // element [o, i, h, w] of the result is element [h, w, i, o] of the source
    assertThat(moved.values()[((3 * 4 + 2) * 2 + 1) * 3 + 2])
        .isEqualTo(((1 * 3 + 2) * 4 + 2) * 5 + 3);
  }

  @Test
  void findsWhatIsNoNumber() {
    assertThat(new Tensor(new long[] {3}, new float[] {1, 2, 3}).firstNotFinite()).isEqualTo(-1);
    assertThat(new Tensor(new long[] {3}, new float[] {1, Float.NaN, 3}).firstNotFinite())
        .isEqualTo(1);
  }
}
