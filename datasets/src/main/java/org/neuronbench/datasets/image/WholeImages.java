package org.neuronbench.datasets.image;

import java.util.function.IntFunction;
import org.neuronbench.core.data.ImageSet;

/**
 * Images of any size, decoded, by the indices of the training split. Safe for several threads.
 *
 * @param size number of images
 * @param images reads one, which is not to be changed
 */
public record WholeImages(int size, IntFunction<RgbImage> images) {

  /** Returns an image, not to be changed. */
  public RgbImage image(int index) {
    return images.apply(index);
  }

  /** Takes squares for whole images. */
  public static WholeImages of(ImageSet squares) {
    return new WholeImages(
        squares.size(),
        index -> {
          byte[] pixels = new byte[squares.imageBytes()];
          squares.read(index, pixels, 0);
          return new RgbImage(squares.imageSize(), squares.imageSize(), pixels);
        });
  }
}
