package org.neuronbench.datasets.image;

/**
 * A part of an image.
 *
 * @param left first column
 * @param top first row
 * @param width columns, positive
 * @param height rows, positive
 */
public record Window(int left, int top, int width, int height) {

  /**
   * Resizes this part of an image, bilinear with antialiasing, as Pillow does after cropping it.
   *
   * @param pixels of the whole image, HWC, RGB
   * @param target receives {@code 3 * size * size} bytes
   * @param offset of the first byte in {@code target}
   */
  public void resize(byte[] pixels, int imageWidth, int size, byte[] target, int offset) {
    resize(
        pixels,
        imageWidth,
        new Taps(width, size, 0, size),
        new Taps(height, size, 0, size),
        target,
        offset);
  }

  void resize(byte[] pixels, int imageWidth, Taps columns, Taps rows, byte[] target, int offset) {
    int stride = 3 * columns.count();
    byte[] lines = new byte[stride * (rows.end() - rows.begin())];
    for (int y = rows.begin(); y < rows.end(); y++) {
      int line = 3 * ((top + y) * imageWidth + left);
      columns.alongLine(pixels, line, lines, (y - rows.begin()) * stride);
    }
    rows.acrossLines(lines, new int[stride], target, offset);
  }
}
