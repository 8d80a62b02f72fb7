package org.neuronbench.datasets.image;

/**
 * Shrinks images whole: the shorter side becomes at most a given size, proportions stay, and what
 * is smaller already stays as it is. Thread-safe.
 *
 * @param shorterSide most pixels of the shorter side, positive
 */
public record Shrinker(int shorterSide) {

  /**
   * Shrinks an image.
   *
   * @return the image itself if it is small enough
   */
  public RgbImage apply(RgbImage image) {
    int shorter = Math.min(image.width(), image.height());
    if (shorter <= shorterSide) {
      return image;
    }
    int width = scaled(image.width(), shorter);
    int height = scaled(image.height(), shorter);
    return image.resized(
        new Taps(image.width(), width, 0, width), new Taps(image.height(), height, 0, height));
  }

  private int scaled(int side, int shorter) {
    return (int) ((double) ((long) shorterSide * side) / shorter);
  }
}
