package org.neuronbench.core.data;

/**
 * Labelled images of one size, decoded: 8-bit RGB, rows of interleaved channels (HWC). Immutable
 * and safe to read from several threads.
 */
public interface ImageSet {

  /** Returns the number of images; not negative. */
  int size();

  /** Returns the edge of the square images, in pixels. */
  int imageSize();

  /** Returns the class of an image; 0 to classes - 1. */
  int label(int index);

  /**
   * Copies the pixels of an image.
   *
   * @param target receives {@link #imageBytes} bytes, HWC, RGB
   * @param offset of the first byte in {@code target}
   */
  void read(int index, byte[] target, int offset);

  /** Returns the bytes of one image: {@code 3 * imageSize * imageSize}. */
  default int imageBytes() {
    return 3 * imageSize() * imageSize();
  }
}
