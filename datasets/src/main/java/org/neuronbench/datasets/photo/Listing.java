package org.neuronbench.datasets.photo;

import java.util.List;
import java.util.stream.Stream;

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

  /** Returns the images of both splits. */
  List<LabelledFile> all() {
    return Stream.concat(train.stream(), test.stream()).toList();
  }
}
