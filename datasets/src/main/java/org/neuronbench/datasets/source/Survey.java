package org.neuronbench.datasets.source;

import java.util.List;

/**
 * What there is to say of a dataset before its pixels are decoded.
 *
 * @param classNames in label order
 * @param trainCounts training images by class
 * @param testCounts test images by class
 * @param sizes of some images
 * @param sampled whether there are more images than {@code sizes}
 */
public record Survey(
    List<String> classNames,
    int[] trainCounts,
    int[] testCounts,
    List<Size> sizes,
    boolean sampled) {

  /**
   * The size of an image.
   *
   * @param width pixels
   * @param height pixels
   */
  public record Size(int width, int height) {}

  /** Copies the lists. */
  public Survey {
    classNames = List.copyOf(classNames);
    sizes = List.copyOf(sizes);
  }

  /** Counts labels. */
  public static int[] count(int[] labels, int classes) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }
}
