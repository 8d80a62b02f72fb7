package org.neuronbench.datasets.image;

import org.neuronbench.core.data.Fit;

/**
 * Makes squares of one size from images of any size, as torchvision's transforms do with Pillow:
 * bilinear with antialiasing, first along rows, then along columns, rounded to 8 bits after each.
 *
 * <p>{@link Fit#CROP} is {@code Resize} and {@code CenterCrop}: the shorter side becomes {@code
 * ceil(imageSize / crop)}, the longer {@code int(size * long / short)}; then the centre is cropped.
 * {@link Fit#SQUASH} is {@code Resize((imageSize, imageSize))}. Thread-safe.
 */
public final class Resampler {

  /** Keeps 63 / 0.7 at 90 although the quotient of the doubles is a little more. */
  private static final double ROUNDING = 1e-9;

  private final int imageSize;
  private final int shorterSide;
  private final Fit fit;

  /**
   * Creates a resampler.
   *
   * @param imageSize edge of the result, pixels, positive
   * @param crop share of the shorter side that is kept, in (0, 1]; for {@link Fit#CROP}
   */
  public Resampler(int imageSize, double crop, Fit fit) {
    this.imageSize = imageSize;
    this.shorterSide = (int) Math.ceil(imageSize / crop - ROUNDING);
    this.fit = fit;
  }

  /** Resizes and crops an image: HWC, RGB. */
  public byte[] apply(RgbImage image) {
    if (unchanged(image)) {
      return image.pixels().clone();
    }
    int shorter = Math.min(image.width(), image.height());
    return image.resized(taps(image.width(), shorter), taps(image.height(), shorter)).pixels();
  }

  /** Shrinks an image whole until its shorter side is as long as this; or returns it as it is. */
  public static RgbImage shrunk(RgbImage image, int shorterSide) {
    int shorter = Math.min(image.width(), image.height());
    if (shorter <= shorterSide) {
      return image;
    }
    int width = scaled(image.width(), shorterSide, shorter);
    int height = scaled(image.height(), shorterSide, shorter);
    return image.resized(
        new Taps(image.width(), width, 0, width), new Taps(image.height(), height, 0, height));
  }

  private static int scaled(int side, int shorterSide, int shorter) {
    return (int) ((double) ((long) shorterSide * side) / shorter);
  }

  private boolean unchanged(RgbImage image) {
    boolean sameSize = image.width() == imageSize && image.height() == imageSize;
    return sameSize && (fit == Fit.SQUASH || shorterSide == imageSize);
  }

  private Taps taps(int side, int shorter) {
    if (fit == Fit.SQUASH) {
      return new Taps(side, imageSize, 0, imageSize);
    }
    int resized = scaled(side, shorterSide, shorter);
    int start = (int) Math.rint((resized - imageSize) / 2.0); // Python rounds half to even
    return new Taps(side, resized, start, imageSize);
  }
}
