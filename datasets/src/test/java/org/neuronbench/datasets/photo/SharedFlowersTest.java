package org.neuronbench.datasets.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.datasets.Requests;
import org.neuronbench.datasets.memory.DecodedStore;

/** Real photographs in an archive, five classes of 240 and 60; pixels read with Pillow 12.3. */
@Tag("shared")
class SharedFlowersTest {

  /** JPEG decoders of Java builds differ by a grey level or two. */
  private static final int TOLERANCE = 3;

  private static Dataset data;

  @BeforeAll
  static void open() {
    data =
        new PhotoSource(new ImageFolder(), DecodedStore.inMemory())
            .open(
                Requests.limited(
                    "image-folder", Requests.shared("data/tf_flowers_1500.tar"), 40, 300));
  }

  @Test
  void readsThePhotographsThatTheLimitDraws() {
    assertThat(data.classNames())
        .containsExactly("daisy", "dandelion", "roses", "sunflowers", "tulips");
    assertThat(data.train().size()).isEqualTo(40);
    assertThat(data.test().size()).isEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 135, 131, 124",
    "0, 0, 31, 5, 33, 15, 48",
    "150, 2, 0, 0, 220, 223, 236",
    "150, 2, 16, 16, 37, 44, 68",
    "299, 4, 16, 16, 144, 147, 87"
  })
  void agreesWithPillow(int index, int label, int row, int column, int red, int green, int blue) {
    int[] pixel = Requests.pixel(data.test(), index, row, column);
    assertThat(data.test().label(index)).isEqualTo(label);
    assertThat(pixel[0]).isCloseTo(red, within(TOLERANCE));
    assertThat(pixel[1]).isCloseTo(green, within(TOLERANCE));
    assertThat(pixel[2]).isCloseTo(blue, within(TOLERANCE));
  }
}
