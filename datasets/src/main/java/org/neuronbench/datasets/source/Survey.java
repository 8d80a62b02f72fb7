package org.neuronbench.datasets.source;

import java.util.Collections;
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

  /** Counts the labels of both splits. */
  public static Survey of(
      List<String> classNames, int[] train, int[] test, List<Size> sizes, boolean sampled) {
    int classes = classNames.size();
    return new Survey(classNames, count(train, classes), count(test, classes), sizes, sampled);
  }

  /** Counts the labels of both splits, whose images have one size. */
  public static Survey of(List<String> classNames, int[] train, int[] test, int edge) {
    int images = train.length + test.length;
    return of(classNames, train, test, Collections.nCopies(images, new Size(edge, edge)), false);
  }

  private static int[] count(int[] labels, int classes) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }
}
