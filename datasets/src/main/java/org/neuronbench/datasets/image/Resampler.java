package org.neuronbench.datasets.image;

/**
 * Resizes and crops images of any size to one square size, as torchvision's {@code Resize} and
 * {@code CenterCrop} do with Pillow: the shorter side becomes {@code ceil(imageSize / crop)}, the
 * longer {@code int(size * long / short)}; bilinear with antialiasing, first along rows, then along
 * columns, rounded to 8 bits after each; then the centre is cropped. Thread-safe.
 */
public final class Resampler {

  /** Keeps 63 / 0.7 at 90 although the quotient of the doubles is a little more. */
  private static final double ROUNDING = 1e-9;

  private final int imageSize;
  private final int shorterSide;

  /**
   * Creates a resampler.
   *
   * @param imageSize edge of the result, pixels, positive
   * @param crop share of the shorter side that is kept, in (0, 1]
   */
  public Resampler(int imageSize, double crop) {
    this.imageSize = imageSize;
    this.shorterSide = (int) Math.ceil(imageSize / crop - ROUNDING);
  }

  /**
   * Resizes and crops an image.
   *
   * @param image of any size
   * @return {@code 3 * imageSize * imageSize} bytes, HWC, RGB
   */
  public byte[] apply(RgbImage image) {
    if (unchanged(image)) {
      return image.pixels().clone();
    }
    int shorter = Math.min(image.width(), image.height());
    Taps columns = window(image.width(), shorter);
    Taps rows = window(image.height(), shorter);
    return alongColumns(alongRows(image, columns), rows);
  }

  private boolean unchanged(RgbImage image) {
    return shorterSide == imageSize && image.width() == imageSize && image.height() == imageSize;
  }

  private Taps window(int side, int shorter) {
    int resized = (int) ((double) ((long) shorterSide * side) / shorter);
    int start = (int) Math.rint((resized - imageSize) / 2.0); // Python rounds half to even
    return new Taps(side, resized, start, imageSize);
  }

  private static byte[] alongRows(RgbImage image, Taps columns) {
    byte[] result = new byte[3 * columns.count() * image.height()];
    int out = 0;
    for (int y = 0; y < image.height(); y++) {
      int row = 3 * y * image.width();
      for (int x = 0; x < columns.count(); x++) {
        for (int channel = 0; channel < 3; channel++) {
          result[out++] = columns.apply(x, image.pixels(), row + channel, 3);
        }
      }
    }
    return result;
  }

  private byte[] alongColumns(byte[] pixels, Taps rows) {
    int stride = 3 * imageSize;
    byte[] result = new byte[stride * rows.count()];
    for (int y = 0; y < rows.count(); y++) {
      for (int i = 0; i < stride; i++) {
        result[y * stride + i] = rows.apply(y, pixels, i, stride);
      }
    }
    return result;
  }
}
