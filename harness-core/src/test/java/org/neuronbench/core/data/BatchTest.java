package org.neuronbench.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {

  /** Image i is filled with the byte i and has the label 10 + i. */
  private static final class Numbered implements ImageSet {
    @Override
    public int size() {
      return 9;
    }

    @Override
    public int imageSize() {
      return 2;
    }

    @Override
    public int label(int index) {
      return 10 + index;
    }

    @Override
    public void read(int index, byte[] target, int offset) {
      Arrays.fill(target, offset, offset + imageBytes(), (byte) index);
    }
  }

  @Test
  void gathersImagesInOrder() {
    Batch batch = Batch.of(new Numbered(), new int[] {7, 8, 3, 1}, 1, 3);
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.imageSize()).isEqualTo(2);
    assertThat(batch.labels()).containsExactly(18, 13);
    assertThat(batch.pixels()).hasSize(24).startsWith(8, 8, 8).endsWith(3, 3, 3);
  }

  @ParameterizedTest
  @CsvSource({"0, 12, 1", "1, 11, 1", "2, 24, 1"})
  void refusesTooFewPixelsOrLabels(int size, int bytes, int labels) {
    assertThatThrownBy(() -> new Batch(size, 2, new byte[bytes], new int[labels]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A batch of %d images of 2 px needs as many labels and pixels, not %d and %d bytes",
            size, labels, bytes);
  }
}
