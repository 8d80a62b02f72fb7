package org.neuronbench.datasets.image;

import org.neuronbench.core.Text;

/** A decoded image: 8-bit RGB, rows of interleaved channels (HWC). */
public final class RgbImage {

  private final int width;
  private final int height;
  private final byte[] pixels;

  /**
   * Creates an image. Takes the array over without a copy: do not change it later.
   *
   * @param width pixels, positive
   * @param height pixels, positive
   * @param pixels {@code 3 * width * height} bytes
   * @throws IllegalArgumentException if the length does not fit
   */
  public RgbImage(int width, int height, byte[] pixels) {
    if (width < 1 || height < 1 || pixels.length != 3L * width * height) {
      throw new IllegalArgumentException(
          Text.format("%d x %d pixels in %d bytes", width, height, pixels.length));
    }
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /**
   * Converts planes to interleaved channels.
   *
   * @param planes red, green and blue plane, one after the other
   * @param offset of the first byte in {@code planes}
   */
  public static RgbImage ofPlanes(int size, byte[] planes, int offset) {
    int area = size * size;
    byte[] pixels = new byte[3 * area];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = planes[offset + i % 3 * area + i / 3];
    }
    return new RgbImage(size, size, pixels);
  }

  /** Returns the width, in pixels. */
  public int width() {
    return width;
  }

  /** Returns the height, in pixels. */
  public int height() {
    return height;
  }

  /** Returns the pixels: HWC, RGB; not to be changed. */
  public byte[] pixels() {
    return pixels;
  }
}
