package org.neuronbench.core.data;

import java.util.List;

/** An opened dataset: two splits of decoded images. The test split is never trained on. */
public interface Dataset {

  /**
   * Returns the name used in results.
   *
   * @return the id
   */
  String id();

  /**
   * Returns the class names, in label order.
   *
   * @return an immutable list
   */
  List<String> classNames();

  /**
   * Returns the training split, limited as requested.
   *
   * @return the images
   */
  ImageSet train();

  /**
   * Returns the test split, limited as requested.
   *
   * @return the images
   */
  ImageSet test();

  /**
   * Identifies the pixels and labels of both splits as they will be used.
   *
   * @return a SHA-256 in hexadecimal
   */
  String contentHash();
}
