package org.neuronbench.datasets.photo;

import java.util.List;

/**
 * The images of both splits, whole.
 *
 * @param classNames in label order
 * @param train training images
 * @param test test images
 */
public record Listing(List<String> classNames, List<LabelledFile> train, List<LabelledFile> test) {

  /** Copies the lists. */
  public Listing {
    classNames = List.copyOf(classNames);
    train = List.copyOf(train);
    test = List.copyOf(test);
  }
}
