package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.engine.onednn.Geometry.Size;

class UnfoldingTest {

  private static final Geometry STRIDED =
      new Geometry(
          2, 5, 1, new Size(3, 3), new Size(2, 2), new Size(3, 3), new Size(2, 2), new Size(1, 1));

  /** Two images of 3x3 pixels of 2 channels, numbered from 1; what a window lacks is zero. */
  @Test
  void laysWindowsSideBySide() {
    Unfolding unfolding = new Unfolding(STRIDED, 2, 1);
    ByteBuffer from = floats(2 * 9 * 2);
    for (int i = 0; i < 36; i++) {
      from.putFloat(i * Float.BYTES, i + 1);
    }
    ByteBuffer into = floats(unfolding.rows() * unfolding.rowLength());
    unfolding.unfold(from, into, Precision.FLOAT32);
    assertThat(unfolding.rows()).isEqualTo(8);
    assertThat(unfolding.rowLength()).isEqualTo(18);
    assertThat(row(into, 0)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 7, 8, 9, 10);
    assertThat(row(into, 7))
        .containsExactly(27, 28, 29, 30, 0, 0, 33, 34, 35, 36, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  private static ByteBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.nativeOrder());
  }

  private static float[] row(ByteBuffer windows, int row) {
    float[] values = new float[18];
    for (int i = 0; i < values.length; i++) {
      values[i] = windows.getFloat((row * values.length + i) * Float.BYTES);
    }
    return values;
  }
}
