package org.neuronbench.datasets.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.image.RgbImage;

class DecodeQueueTest {

  private static final SizePolicy ONE_PIXEL = new SizePolicy(1, 1, Fit.CROP, Optional.empty());

  private final Map<Integer, Byte> reds = new HashMap<>();
  private final DecodeQueue queue =
      new DecodeQueue(ONE_PIXEL, (section, index, image) -> reds.put(index, image.pixels()[0]));

  @Test
  void putsEveryImageInItsPlace() {
    for (int i = 999; i >= 0; i--) {
      byte[] pixels = {(byte) i, 0, 0};
      queue.add(Section.TRAIN, i, 3, () -> new RgbImage(1, 1, pixels));
    }
    queue.finish();
    assertThat(reds).hasSize(1000).allSatisfy((i, red) -> assertThat(red).isEqualTo(i.byteValue()));
  }

  @RepeatedTest(5)
  void reportsTheFirstFailure() {
    for (int i = 0; i < 100; i++) {
      String name = "image " + i;
      boolean bad = i % 10 == 3;
      queue.add(Section.TEST, i, 3, () -> bad ? fail(name) : new RgbImage(1, 1, new byte[3]));
    }
    assertThatThrownBy(queue::finish).isInstanceOf(InputException.class).hasMessage("image 3");
  }

  @Test
  void keepsWholeTrainingImagesBesideTheSquares() {
    SizePolicy policy = new SizePolicy(4, 1, Fit.CROP, Optional.of(6));
    Map<Section, String> sizes = new HashMap<>();
    DecodeQueue both =
        new DecodeQueue(
            policy,
            (section, index, image) -> sizes.put(section, image.width() + "x" + image.height()));
    both.add(Section.TRAIN, 0, 3, () -> new RgbImage(24, 12, new byte[3 * 24 * 12]));
    both.add(Section.TEST, 0, 3, () -> new RgbImage(24, 12, new byte[3 * 24 * 12]));
    both.finish();
    assertThat(sizes)
        .containsOnly(
            Map.entry(Section.TRAIN, "4x4"),
            Map.entry(Section.TEST, "4x4"),
            Map.entry(Section.WHOLE, "12x6"));
  }

  private static RgbImage fail(String name) {
    throw new InputException(name);
  }
}
