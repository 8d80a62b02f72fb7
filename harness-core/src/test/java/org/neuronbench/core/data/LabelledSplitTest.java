package org.neuronbench.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.spi.RandomStream;

class LabelledSplitTest {

  /** Eighty of class 0, nineteen of class 1, one of class 2. */
  private static final ImageSet IMAGES =
      new ImageSet() {
        @Override
        public int size() {
          return 100;
        }

        @Override
        public int imageSize() {
          return 1;
        }

        @Override
        public int label(int index) {
          return index < 80 ? 0 : index < 99 ? 1 : 2;
        }

        @Override
        public void read(int index, byte[] target, int offset) {}
      };

  @ParameterizedTest
  @CsvSource({"10, 8, 1, 1", "50, 40, 9, 1", "3, 2, 1, 1", "0, 80, 19, 1", "100, 80, 19, 1"})
  void everyClassHasItsShareAndAtLeastOne(int count, int first, int second, int third) {
    boolean[] labelled = LabelledSplit.of(IMAGES, 3, count, new RandomStream(1));
    int[] of = new int[3];
    for (int i = 0; i < 100; i++) {
      of[IMAGES.label(i)] += labelled[i] ? 1 : 0;
    }
    assertThat(of).containsExactly(first, second, third);
  }

  @Test
  void theStreamDecides() {
    assertThat(LabelledSplit.of(IMAGES, 3, 20, new RandomStream(1)))
        .isEqualTo(LabelledSplit.of(IMAGES, 3, 20, new RandomStream(1)))
        .isNotEqualTo(LabelledSplit.of(IMAGES, 3, 20, new RandomStream(2)));
  }
}
