package org.neuronbench.datasets.image;

import org.neuronbench.core.data.ImageSet;

/** Images of any size, decoded, by the indices of the training split. Safe for several threads. */
public interface WholeImages {

  /** Returns an image, not to be changed. */
  RgbImage image(int index);

  /** Returns the number of images; not negative. */
  int size();

  /**
   * Takes squares for whole images.
   *
   * @return the same pixels
   */
  static WholeImages of(ImageSet squares) {
    return new WholeImages() {
      @Override
      public RgbImage image(int index) {
        byte[] pixels = new byte[squares.imageBytes()];
        squares.read(index, pixels, 0);
        return new RgbImage(squares.imageSize(), squares.imageSize(), pixels);
      }

      @Override
      public int size() {
        return squares.size();
      }
    };
  }
}
