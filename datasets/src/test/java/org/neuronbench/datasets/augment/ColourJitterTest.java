package org.neuronbench.datasets.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.spi.RandomStream;

class ColourJitterTest {

  private static final List<String> STEPS = List.of("brightness", "contrast", "saturation");

  /** Made with the ImageEnhance of Pillow 9.4 from the pattern below. */
  @ParameterizedTest
  @CsvSource({
    "brightness, 0.6, 0019385d882057943e873d96581f875e3818018778747279839713335480144c8a30793081430c73431e977e6a5c504e",
    "brightness, 1.4, 003a83daff4bccff91ff8effcd4affdd833804ffffffffffffff2c77c5ff2fb1ff70ff70ff9e1cff9e46fffff7d7bbb7",
    "contrast, 0.6, 3b547398c45b92d079c278d1935bc29a73533dc2b3afadb5bed24e6e8fbb4f87c56bb56bbc7f47af7f59d3b9a5978b89",
    "contrast, 1.4, 0000489fff1091ff56ff53ff920fffa2480000ffded4cee1f7ff003b8af00076ff34e134f36300d3630affeabc9c807c",
    "saturation, 0.6, 0e2746a8d36ba8e58ec67bd58048af89634240c5b7c1bfc7daee696889b54078b66cb66cb67941a77752efd5c1948886",
    "saturation, 1.4, 002c758ff4007cff41fe50ffa521ffb2580d00fcdbc2bccfdbff004190f60385ff33df33f96900da6a12ffcea09f837f"
  })
  void changesColoursAsPillowDoes(String step, float factor, String expected) {
    byte[] pixels = pattern();
    ColourJitter.change(STEPS.indexOf(step), factor, pixels, 0, 16);
    assertThat(HexFormat.of().formatHex(pixels)).isEqualTo(expected);
  }

  @Test
  void drawsFactorsWithinTheirRange() {
    ColourJitter jitter = new ColourJitter(Augmentation.PAPER);
    int lowest = 255;
    int highest = 0;
    for (int i = 0; i < 500; i++) {
      byte[] grey = new byte[12];
      java.util.Arrays.fill(grey, (byte) 100);
      jitter.apply(grey, 0, 4, new RandomStream(i));
      lowest = Math.min(lowest, grey[0] & 0xFF);
      highest = Math.max(highest, grey[0] & 0xFF);
    }
    assertThat(lowest).isBetween(60, 65);
    assertThat(highest).isBetween(135, 140);
  }

  private static byte[] pattern() {
    byte[] pixels = new byte[48];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37 + i * i % 101 * 5);
    }
    return pixels;
  }
}
