package org.neuronbench.core.data;

import org.neuronbench.spi.RandomStream;

/**
 * Training images, changed at random each time they are read. Safe to read from several threads.
 */
@FunctionalInterface
public interface AugmentedImages {

  /**
   * Draws one version of an image.
   *
   * @param random decides the version: the same stream gives the same bytes
   * @param target receives the pixels, HWC, RGB, of the training split's image size
   * @param offset of the first byte in {@code target}
   */
  void read(int index, RandomStream random, byte[] target, int offset);
}
