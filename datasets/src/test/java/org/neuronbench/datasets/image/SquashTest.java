package org.neuronbench.datasets.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.data.Fit;

class SquashTest {

  private static RgbImage pattern(int width, int height) {
    byte[] pixels = new byte[3 * width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37 + i * i % 101 * 5);
    }
    return new RgbImage(width, height, pixels);
  }

  /** Made with {@code resize((5, 5), BILINEAR)} of Pillow 9.4. */
  @Test
  void resizesBothSidesAsPillowDoes() {
    byte[] expected =
        HexFormat.of()
            .parseHex(
                "a1a971a76c9a8da86e97905f626751a39e7b786eb16c997e76844c8a644a75789378a1767b978295"
                    + "7962866e87646b9688916b8a8b6e84967c74aa6b78698e8c85a0787d9a748492888567");
    assertThat(new Resampler(5, 0.875, Fit.SQUASH).apply(pattern(13, 10))).isEqualTo(expected);
  }

  @Test
  void leavesSquaresOfTheRightSizeAlone() {
    RgbImage image = pattern(5, 5);
    assertThat(new Resampler(5, 0.875, Fit.SQUASH).apply(image)).isEqualTo(image.pixels());
  }

  @Test
  void shrinkingKeepsProportionsAndNeverEnlarges() {
    RgbImage shrunk = Resampler.shrunk(pattern(13, 10), 6);
    assertThat(shrunk.width()).isEqualTo(7);
    assertThat(shrunk.height()).isEqualTo(6);
    RgbImage small = pattern(4, 9);
    assertThat(Resampler.shrunk(small, 6)).isSameAs(small);
  }
}
