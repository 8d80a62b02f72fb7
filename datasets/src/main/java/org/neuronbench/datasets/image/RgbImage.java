package org.neuronbench.datasets.image;

import org.neuronbench.core.Text;

/**
 * A decoded image: 8-bit RGB, rows of interleaved channels (HWC). Shares the array: it is not to be
 * changed.
 *
 * @param width pixels, positive
 * @param height pixels, positive
 * @param pixels {@code 3 * width * height} bytes
 */
public record RgbImage(int width, int height, byte[] pixels) {

  /** Checks the sizes. */
  public RgbImage {
    if (width < 1 || height < 1 || pixels.length != 3L * width * height) {
      throw new IllegalArgumentException(
          Text.format("%d x %d pixels in %d bytes", width, height, pixels.length));
    }
  }

  /** Converts a red, a green and a blue plane, one after the other, of a square image. */
  public static RgbImage ofPlanes(int size, byte[] planes, int offset) {
    int area = size * size;
    byte[] pixels = new byte[3 * area];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = planes[offset + i % 3 * area + i / 3];
    }
    return new RgbImage(size, size, pixels);
  }

  RgbImage resized(Taps columns, Taps rows) {
    int area = Math.multiplyExact(columns.count(), rows.count());
    byte[] result = new byte[Math.multiplyExact(3, area)];
    new Window(0, 0, width, height).resize(pixels, width, columns, rows, result, 0);
    return new RgbImage(columns.count(), rows.count(), result);
  }
}
