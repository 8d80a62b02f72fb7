package org.neuronbench.datasets.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.data.Fit;

/**
 * Bytes of Pillow 12.3: {@code resize(BILINEAR)} to torchvision's size, then torchvision's centre
 * crop. Tolerance 1 grey level; in fact they are equal.
 */
class ResamplerPillowTest {

  @ParameterizedTest
  @CsvSource({
    "13, 10, 4, 0.875, aa7da88d8470a8ae647a8168836ead6c879c6ea064796e45739d69819997759263a56e6b83936092867f769a65909485",
    "5, 7, 6, 1, 80543238be8f79d4b4c7d38abec76d617dd84975ab3dbb8391a85ecd9140c9a451c9bcbd6683ae6ea593ae6954c26630a8b948c1ea8ec08152a47f64bc5c5ba7603c638a2d58944eb67037b58524b9a2459c7d5b5e29502b0d4e3e4f959cc062a1e15ca3a793b154c67e389c",
    "32, 32, 5, 0.7, 7b718b7a7d8c95818e9870868d8b718b86778c72878675728e727f8f967d76758088796e76887f8a867a7e907a7e728a8b80847a838c7288837478818a7a899575818d7c7082847d907485",
    "3, 9, 4, 1, 4b98d43e8ddd46a3aa61d14aa77c5d92786c9a987fbccf8dc1793eb47e56c68371f08788989079909e9aaa7284de183d"
  })
  void agreesWithPillow(int width, int height, int imageSize, double crop, String expected) {
    byte[] result = new Resampler(imageSize, crop, Fit.CROP).apply(pattern(width, height));
    byte[] reference = HexFormat.of().parseHex(expected);
    assertThat(result).hasSameSizeAs(reference);
    for (int i = 0; i < result.length; i++) {
      assertThat(Math.abs((result[i] & 0xFF) - (reference[i] & 0xFF))).isLessThanOrEqualTo(1);
    }
  }

  private static RgbImage pattern(int width, int height) {
    byte[] pixels = new byte[3 * width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37 + i * i % 101 * 5);
    }
    return new RgbImage(width, height, pixels);
  }
}
