package org.neuronbench.datasets.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.neuronbench.core.data.Fit;

/** Values computed by hand: triangle weights, rounded half up after each pass. */
class ResamplerTest {

  @Test
  void copiesAnImageOfTheRightSize() {
    byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    assertThat(new Resampler(2, 1, Fit.CROP).apply(new RgbImage(2, 2, pixels)))
        .isEqualTo(pixels)
        .isNotSameAs(pixels);
  }

  @Test
  void averagesWhenHalving() {
    // rows (0 + 255) / 2 = 127.5, up to 128; columns (128 + 128) / 2
    assertThat(new Resampler(1, 1, Fit.CROP).apply(grey(2, 2, 0, 255, 255, 0)))
        .containsOnly((byte) 128);
  }

  @Test
  void widensTheTriangleWhenShrinking() {
    // 4 to 2: centres 1 and 3, reach 2; weights 3 3 1 of 7 and 1 3 3 of 7
    // (3 * 0 + 3 * 70 + 140) / 7 = 50; (70 + 3 * 140 + 3 * 210) / 7 = 160
    byte[] result =
        new Resampler(2, 1, Fit.CROP)
            .apply(grey(4, 4, 0, 70, 140, 210, 0, 70, 140, 210, 0, 70, 140, 210, 0, 70, 140, 210));
    assertThat(red(result)).containsExactly(50, 160, 50, 160);
  }

  @Test
  void interpolatesWhenEnlarging() {
    // 2 to 4: 0, 3/4 of 0 + 1/4 of 100, 1/4 + 3/4, 100
    byte[] result = new Resampler(4, 1, Fit.CROP).apply(grey(2, 2, 0, 100, 0, 100));
    assertThat(red(result)).startsWith(0, 25, 75, 100);
  }

  @Test
  void cropsTheCentreOfTheLongerSide() {
    byte[] result = new Resampler(1, 1, Fit.CROP).apply(grey(3, 1, 10, 20, 30));
    assertThat(red(result)).containsExactly(20);
  }

  @Test
  void roundsTheCropHalfToEvenAsPythonDoes() {
    assertThat(red(new Resampler(1, 1, Fit.CROP).apply(grey(4, 1, 10, 20, 30, 40))))
        .containsExactly(30);
    assertThat(red(new Resampler(1, 1, Fit.CROP).apply(grey(1, 2, 10, 20)))).containsExactly(10);
  }

  private static RgbImage grey(int width, int height, int... values) {
    byte[] pixels = new byte[3 * values.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) values[i / 3];
    }
    return new RgbImage(width, height, pixels);
  }

  private static int[] red(byte[] pixels) {
    int[] red = new int[pixels.length / 3];
    for (int i = 0; i < red.length; i++) {
      red[i] = pixels[3 * i] & 0xFF;
    }
    return red;
  }
}
