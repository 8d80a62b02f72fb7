package org.neuronbench.models.weights;

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
}
