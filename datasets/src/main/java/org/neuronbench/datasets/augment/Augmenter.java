package org.neuronbench.datasets.augment;

import java.util.Optional;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.AugmentedImages;
import org.neuronbench.datasets.image.RgbImage;
import org.neuronbench.datasets.image.WholeImages;
import org.neuronbench.datasets.image.Window;
import org.neuronbench.spi.RandomStream;

/**
 * Draws augmented versions of images. Each draw has a stream of its own, so that a version depends
 * on nothing but the image and its stream. Thread-safe.
 */
public final class Augmenter implements AugmentedImages {

  private final WholeImages source;
  private final Augmentation augmentation;
  private final int imageSize;
  private final Optional<CropDraw> crop;
  private final ColourJitter jitter;

  /** Creates an augmenter; the edge of the versions is in pixels. */
  public Augmenter(WholeImages source, Augmentation augmentation, int imageSize) {
    this.source = source;
    this.augmentation = augmentation;
    this.imageSize = imageSize;
    this.crop = augmentation.crop().map(CropDraw::new);
    this.jitter = new ColourJitter(augmentation);
  }

  @Override
  public void read(int index, RandomStream random, byte[] target, int offset) {
    RgbImage image = source.image(index);
    window(image, random.split("crop"))
        .resize(image.pixels(), image.width(), imageSize, target, offset);
    if (random.split("flip").nextDouble() < augmentation.flip()) {
      mirror(target, offset);
    }
    if (augmentation.jitters()) {
      jitter.apply(target, offset, imageSize * imageSize, random.split("colours"));
    }
  }

  private Window window(RgbImage image, RandomStream random) {
    return crop.map(draw -> draw.draw(image.width(), image.height(), random))
        .orElseGet(() -> new Window(0, 0, image.width(), image.height()));
  }

  private void mirror(byte[] pixels, int offset) {
    int stride = 3 * imageSize;
    for (int y = 0; y < imageSize; y++) {
      mirrorRow(pixels, offset + y * stride, offset + (y + 1) * stride - 3);
    }
  }

  private static void mirrorRow(byte[] pixels, int first, int last) {
    for (int left = first, right = last; left < right; left += 3, right -= 3) {
      for (int c = 0; c < 3; c++) {
        byte kept = pixels[left + c];
        pixels[left + c] = pixels[right + c];
        pixels[right + c] = kept;
      }
    }
  }
}
