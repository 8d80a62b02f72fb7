package org.neuronbench.core.data;

import java.util.List;

/** An opened dataset: two splits of decoded images. The test split is never trained on. */
public interface Dataset {

  /** Returns the name used in results. */
  String id();

  /** Returns the class names, in label order: an immutable list. */
  List<String> classNames();

  /** Returns the training split, limited as requested. */
  ImageSet train();

  /** Returns the test split, limited as requested. */
  ImageSet test();

  /**
   * Returns the training split as an augmentation shows it: the images, by the indices of {@link
   * #train}.
   *
   * @throws UnsupportedOperationException if the dataset was opened without what it takes
   */
  default AugmentedImages augmented(Augmentation augmentation) {
    throw new UnsupportedOperationException(id() + " does not do " + augmentation.label());
  }

  /**
   * Identifies the pixels and labels of both splits as they will be used.
   *
   * @return a SHA-256 in hexadecimal
   */
  String contentHash();
}
