package org.neuronbench.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.spi.RandomStream;

class ViewsTest {

  private static final int SIZE = 16;
  private final Views views = new Views(SIZE);

  /** Red is the column, green the row, blue their sum. */
  private static byte[] image() {
    byte[] image = new byte[SIZE * SIZE * 3];
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        int at = (y * SIZE + x) * 3;
        image[at] = (byte) (10 * x);
        image[at + 1] = (byte) (10 * y);
        image[at + 2] = (byte) (5 * (x + y));
      }
    }
    return image;
  }

  private static int pixel(byte[] image, int x, int y, int c) {
    return image[(y * SIZE + x) * 3 + c] & 0xFF;
  }

  @Test
  void flippedTwiceIsTheImage() {
    assertThat(pixel(views.flipped(image()), 0, 3, 0)).isEqualTo(150);
    assertThat(views.flipped(views.flipped(image()))).isEqualTo(image());
  }

  /** What comes in is mirrored at the edge: values stay those of the image. */
  @Test
  void weakViewsMoveByAnEighthAtMost() {
    boolean moved = false;
    for (int seed = 0; seed < 50; seed++) {
      byte[] view = views.weak(image(), new RandomStream(seed));
      int down = pixel(view, 8, 8, 1) / 10 - 8;
      assertThat(down).isBetween(-2, 2);
      moved |= down != 0;
      for (int x = 1; x < SIZE; x++) {
        assertThat(Math.abs(pixel(view, x, 8, 0) - pixel(view, x - 1, 8, 0))).isEqualTo(10);
      }
    }
    assertThat(moved).isTrue();
  }

  @Test
  void theStreamDecides() {
    assertThat(views.strong(image(), new RandomStream(5)))
        .isEqualTo(views.strong(image(), new RandomStream(5)))
        .isNotEqualTo(views.strong(image(), new RandomStream(6)));
  }

  @Test
  void strongViewsHaveAGreySquare() {
    byte[] view = views.strong(new byte[SIZE * SIZE * 3], new RandomStream(2));
    int grey = 0;
    for (int i = 0; i < view.length; i += 3) {
      grey += (view[i] & 0xFF) == 128 && (view[i + 1] & 0xFF) == 128 ? 1 : 0;
    }
    assertThat(grey).isBetween(16, 64);
  }

  /** At the weakest and the strongest level; black stays black, but where it is turned round. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
  void distortionsKeepTheSizeAndTheImage(int which) {
    byte[] before = image();
    for (int level : new int[] {1, 9}) {
      assertThat(views.distorted(before, which, level, -1)).hasSize(before.length);
      assertThat(views.distorted(new byte[before.length], which, level, 1)[0]).isZero();
    }
    assertThat(before).isEqualTo(image());
  }

  @Test
  void distortionsAreWhatTheySay() {
    byte[] image = image();
    assertThat(pixel(views.distorted(image, 11, 3, 1), 2, 4, 0)).isEqualTo(50); // 3 to the left
    assertThat(pixel(views.distorted(image, 4, 5, 1), 14, 0, 0)).isEqualTo(255 - 140);
    assertThat(pixel(views.distorted(image, 13, 9, 1), 15, 0, 0)).isEqualTo(128);
    assertThat(pixel(views.distorted(image, 7, 5, 1), 10, 0, 0)).isEqualTo(100);
    assertThat(pixel(views.distorted(image, 7, 1, 1), 10, 0, 0)).isEqualTo(28);
    assertThat(pixel(views.distorted(image, 1, 1, 1), 15, 0, 0)).isEqualTo(255);
    byte[] grey = views.distorted(image, 5, 0, 1); // a tenth of the colour
    assertThat(pixel(grey, 15, 0, 0) - pixel(grey, 15, 0, 1)).isEqualTo(15);
  }
}
