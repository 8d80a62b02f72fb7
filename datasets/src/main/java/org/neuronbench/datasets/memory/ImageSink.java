package org.neuronbench.datasets.memory;

import org.neuronbench.datasets.image.RgbImage;

/** Takes decoded images, from one thread, in any order. */
@FunctionalInterface
public interface ImageSink {

  /**
   * Takes one image.
   *
   * @param image the pixels
   */
  void put(Section section, int index, RgbImage image);
}
