package org.neuronbench.datasets.cifar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.datasets.Requests;
import org.neuronbench.datasets.memory.DecodedStore;

/** The real archive, cut to its first batch and 1,000 test images; values read with NumPy. */
@Tag("shared")
class SharedCifarTest {

  private static Dataset data;

  @BeforeAll
  static void open() {
    data =
        CifarSource.cifar10(DecodedStore.inMemory())
            .open(
                Requests.whole("cifar10", Requests.shared("data/cifar-10-batches-bin.tar.gz"), 32));
  }

  @Test
  void holdsTheClassesInTheirNumbers() {
    assertThat(histogram(data.train()))
        .containsExactly(1005, 974, 1032, 1016, 999, 937, 1030, 1001, 1025, 981);
    assertThat(histogram(data.test()))
        .containsExactly(103, 89, 100, 103, 90, 86, 112, 102, 106, 109);
  }

  @Test
  void keepsTheOrder() {
    assertThat(IntStream.range(0, 8).map(data.train()::label))
        .containsExactly(6, 9, 9, 4, 1, 1, 2, 7);
    assertThat(data.classNames()).startsWith("airplane", "automobile").endsWith("truck");
  }

  @Test
  void keepsThePixels() {
    assertThat(Requests.pixel(data.train(), 0, 0, 0)).containsExactly(59, 62, 63);
    assertThat(Requests.pixel(data.train(), 1, 17, 9)).containsExactly(248, 247, 247);
    assertThat(Requests.pixel(data.train(), 9999, 31, 31)).containsExactly(167, 198, 131);
    assertThat(Requests.pixel(data.test(), 0, 0, 0)).containsExactly(158, 112, 49);
    assertThat(Requests.pixel(data.test(), 999, 31, 31)).containsExactly(93, 110, 131);
  }

  private static int[] histogram(ImageSet images) {
    int[] counts = new int[10];
    for (int i = 0; i < images.size(); i++) {
      counts[images.label(i)]++;
    }
    return counts;
  }
}
