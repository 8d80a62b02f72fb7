package org.neuronbench.datasets.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryImagesTest {

  @Test
  void readsAtAnOffset() {
    MemoryImages images =
        new MemoryImages(1, new int[] {4, 5}, new byte[][] {{1, 2, 3}, {4, 5, 6}});
    byte[] target = new byte[5];
    images.read(1, target, 1);
    assertThat(target).containsExactly(0, 4, 5, 6, 0);
    assertThat(images.label(1)).isEqualTo(5);
    assertThat(images.size()).isEqualTo(2);
  }

  @Test
  void refusesAnImageOfAnotherSize() {
    assertThatThrownBy(() -> new MemoryImages(2, new int[1], new byte[1][3]))
        .hasMessage("image 0 has 3 bytes, not 12");
  }

  @Test
  void refusesMissingLabels() {
    assertThatThrownBy(() -> new MemoryImages(1, new int[1], new byte[2][3]))
        .hasMessage("1 labels for 2 images");
  }
}
