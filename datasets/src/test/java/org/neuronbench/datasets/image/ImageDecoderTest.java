package org.neuronbench.datasets.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

  @Test
  void decodesRgbExactlyFromPng() throws IOException {
    assertThat(decode(Encoded.plain("png", 1, 1, 0x0A80FF)).pixels())
        .containsExactly(0x0A, 0x80, 0xFF);
  }

  @Test
  void decodesJpegWithinItsLoss() throws IOException {
    RgbImage image = decode(Encoded.plain("jpg", 20, 10, 0x3264C8));
    assertThat(image.width()).isEqualTo(20);
    assertThat(image.height()).isEqualTo(10);
    assertThat(image.pixels()[0] & 0xFF).isCloseTo(0x32, within(3));
    assertThat(image.pixels()[2] & 0xFF).isCloseTo(0xC8, within(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void repeatsGreyWithoutBrighteningIt(String format) throws IOException {
    BufferedImage grey = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(0, 0, 0, 100);
    assertThat(decode(Encoded.encode(format, grey)).pixels()).containsExactly(100, 100, 100);
  }

  @Test
  void keepsTheHighByteOf16BitGrey() throws IOException {
    BufferedImage grey = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
    grey.getRaster().setSample(0, 0, 0, 0x64FF);
    assertThat(decode(Encoded.encode("png", grey)).pixels()).containsExactly(0x64, 0x64, 0x64);
  }

  @Test
  void dropsAlpha() throws IOException {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x40102030);
    assertThat(decode(Encoded.encode("png", image)).pixels()).containsExactly(0x10, 0x20, 0x30);
  }

  @Test
  void looksPalettesUp() throws IOException {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
    image.setRGB(0, 0, 0xFF3399CC);
    assertThat(decode(Encoded.encode("png", image)).pixels()).containsExactly(0x33, 0x99, 0xCC);
  }

  private static RgbImage decode(byte[] encoded) {
    return new ImageDecoder().decode("image", encoded);
  }
}
