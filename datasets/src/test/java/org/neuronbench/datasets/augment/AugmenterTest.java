package org.neuronbench.datasets.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.Augmentation.RandomCrop;
import org.neuronbench.datasets.image.RgbImage;
import org.neuronbench.datasets.image.WholeImages;
import org.neuronbench.datasets.image.Window;
import org.neuronbench.spi.RandomStream;

class AugmenterTest {

  private static final int EDGE = 16;
  private static final int BYTES = 3 * EDGE * EDGE;
  private static final int IMAGES = 40;

  private final WholeImages images =
      new WholeImages(IMAGES, index -> pattern(30 + index, 20, index));

  private static RgbImage pattern(int width, int height, int shift) {
    byte[] pixels = new byte[3 * width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37 + i * i % 101 * 5 + shift);
    }
    return new RgbImage(width, height, pixels);
  }

  private byte[] version(Augmentation augmentation, int index, RandomStream random) {
    byte[] pixels = new byte[BYTES];
    new Augmenter(images, augmentation, EDGE).read(index, random, pixels, 0);
    return pixels;
  }

  @Test
  void dependsOnNothingButImageAndStream() {
    byte[] forwards = new byte[IMAGES * BYTES];
    byte[] parallel = new byte[IMAGES * BYTES];
    Augmenter augmenter = new Augmenter(images, Augmentation.PAPER, EDGE);
    RandomStream epoch = new RandomStream(5).split(3);
    for (int i = 0; i < IMAGES; i++) {
      augmenter.read(i, epoch.split(i), forwards, i * BYTES);
    }
    IntStream.range(0, IMAGES)
        .parallel()
        .forEach(i -> augmenter.read(i, epoch.split(i), parallel, i * BYTES));
    assertThat(parallel).isEqualTo(forwards);
  }

  @Test
  void differsFromEpochToEpochAndSeedToSeed() {
    byte[] first = version(Augmentation.PAPER, 0, new RandomStream(5).split(0).split(0));
    assertThat(version(Augmentation.PAPER, 0, new RandomStream(5).split(1).split(0)))
        .isNotEqualTo(first);
    assertThat(version(Augmentation.PAPER, 0, new RandomStream(6).split(0).split(0)))
        .isNotEqualTo(first);
  }

  @Test
  void flipsAboutHalfOfTheImages() {
    Augmentation flip = new Augmentation(Optional.of(new RandomCrop(1, 1, 1.5, 1.5)), 0.5, 0, 0, 0);
    Augmentation never = new Augmentation(flip.crop(), 0, 0, 0, 0);
    byte[] plain = version(never, 0, new RandomStream(0));
    int flips = 0;
    for (int i = 0; i < 400; i++) {
      byte[] version = version(flip, 0, new RandomStream(i));
      if (!java.util.Arrays.equals(version, plain)) {
        assertThat(mirrored(version)).isEqualTo(plain);
        flips++;
      }
    }
    assertThat(flips).as("of 400, six standard deviations around 200").isBetween(140, 260);
  }

  private static byte[] mirrored(byte[] pixels) {
    byte[] mirrored = new byte[pixels.length];
    for (int i = 0; i < EDGE * EDGE; i++) {
      int from = i / EDGE * EDGE + EDGE - 1 - i % EDGE;
      System.arraycopy(pixels, 3 * from, mirrored, 3 * i, 3);
    }
    return mirrored;
  }

  @Test
  void cropsKeepToScaleAndRatio() {
    CropDraw draw = new CropDraw(RandomCrop.USUAL);
    double smallest = 1;
    double largest = 0;
    for (int i = 0; i < 3000; i++) {
      Window window = draw.draw(200, 150, new RandomStream(i));
      double share = window.width() * window.height() / 30000.0;
      double ratio = (double) window.width() / window.height();
      assertThat(share).isBetween(0.078, 1.0);
      assertThat(ratio).isBetween(0.75 * 0.97, 4 / 3.0 * 1.03);
      assertThat(window.left()).isBetween(0, 200 - window.width());
      assertThat(window.top()).isBetween(0, 150 - window.height());
      smallest = Math.min(smallest, share);
      largest = Math.max(largest, share);
    }
    assertThat(smallest).isLessThan(0.09);
    assertThat(largest).isGreaterThan(0.95);
  }

  @Test
  void cropsTheCentreOfWhatIsTooLong() {
    CropDraw draw = new CropDraw(new RandomCrop(0.9, 1, 0.75, 4.0 / 3));
    assertThat(draw.draw(1000, 30, new RandomStream(1))).isEqualTo(new Window(480, 0, 40, 30));
    assertThat(draw.draw(30, 1000, new RandomStream(1))).isEqualTo(new Window(0, 480, 30, 40));
  }

  /** Made with the crop and resize of Pillow 9.4. */
  @Test
  void resizesACropAsPillowDoes() {
    byte[] result = new byte[75];
    new Window(3, 2, 8, 7).resize(pattern(13, 10, 0).pixels(), 13, 5, result, 0);
    byte[] expected =
        HexFormat.of()
            .parseHex(
                "6a40cc6d729d578d7276c55470484a87b2b263aac08799806c925b8c3d2e8ab93c8c7e8a5da06e80"
                    + "8759d96d749175509a8e85968e507b9c6c8aae7ea5937f7994a180799a6e817a9e6dc0");
    assertThat(result).isEqualTo(expected);
  }
}
