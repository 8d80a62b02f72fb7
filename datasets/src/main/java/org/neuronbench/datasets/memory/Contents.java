package org.neuronbench.datasets.memory;

import java.util.List;

/**
 * What a reader knows of a dataset beside its pixels.
 *
 * @param classNames in label order
 * @param trainLabels a class per training image
 * @param testLabels a class per test image
 */
public record Contents(List<String> classNames, int[] trainLabels, int[] testLabels) {

  /** Copies the list. */
  public Contents {
    classNames = List.copyOf(classNames);
  }
}
