package org.neuronbench.datasets.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.InputException;

class DecodeQueueTest {

  @Test
  void putsEveryImageInItsPlace() {
    DecodeQueue queue = new DecodeQueue(1000);
    for (int i = 999; i >= 0; i--) {
      byte[] pixels = {(byte) i};
      queue.add(i, () -> pixels);
    }
    byte[][] decoded = queue.finish();
    for (int i = 0; i < decoded.length; i++) {
      assertThat(decoded[i]).containsExactly((byte) i);
    }
  }

  @RepeatedTest(5)
  void reportsTheFirstFailure() {
    DecodeQueue queue = new DecodeQueue(100);
    for (int i = 0; i < 100; i++) {
      String name = "image " + i;
      queue.add(i, i % 10 == 3 ? () -> fail(name) : () -> new byte[0]);
    }
    assertThatThrownBy(queue::finish).isInstanceOf(InputException.class).hasMessage("image 3");
  }

  private static byte[] fail(String name) {
    throw new InputException(name);
  }
}
