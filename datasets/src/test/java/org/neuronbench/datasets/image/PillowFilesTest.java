package org.neuronbench.datasets.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made by Pillow 9.4, each beside the pixels that its {@code convert("RGB")} gives. */
class PillowFilesTest {

  /** Decoders differ in the last bit of the inverse transform and of colour conversion. */
  private static final int TOLERANCE = 1;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline.jpg",
        "progressive.jpg",
        "grey.jpg",
        "cmyk.jpg",
        "ycck.jpg",
        "rotated.jpg",
        "profile.jpg",
        "subsampled444.jpg",
        "palette.gif",
        "palette.png",
        "greyalpha.png",
        "plain.bmp"
      })
  void decodesAsPillowDoes(String name) {
    RgbImage image = new ImageDecoder().decode(name, file(name));
    assertThat(image.width()).isEqualTo(40);
    assertThat(image.height()).isEqualTo(24);
    byte[] expected = file(name + ".rgb");
    int most = 0;
    for (int i = 0; i < expected.length; i++) {
      most = Math.max(most, Math.abs((expected[i] & 0xFF) - (image.pixels()[i] & 0xFF)));
    }
    assertThat(most).as("largest difference").isLessThanOrEqualTo(TOLERANCE);
  }

  @Test
  void readsTheSizeWithoutThePixels() {
    assertThat(new ImageDecoder().size(file("progressive.jpg"))).hasValue(new int[] {40, 24});
    assertThat(new ImageDecoder().size(file("palette.gif"))).hasValue(new int[] {40, 24});
    assertThat(new ImageDecoder().size(new byte[50])).isEmpty();
  }

  private static byte[] file(String name) {
    try (InputStream in = PillowFilesTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
