package org.neuronbench.datasets.photo;

import java.util.List;
import java.util.stream.Stream;

/** The images of both splits, whole; class names in label order. */
record Listing(List<String> classNames, List<Photo> train, List<Photo> test) {

  /** An image file by its path within the tree, and the index of its class. */
  record Photo(String path, int label) {}

  List<Photo> all() {
    return Stream.concat(train.stream(), test.stream()).toList();
  }
}
