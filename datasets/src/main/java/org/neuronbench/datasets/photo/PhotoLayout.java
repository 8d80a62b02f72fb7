package org.neuronbench.datasets.photo;

import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.datasets.source.FileTree;

/** How the files of one dataset are laid out. */
public interface PhotoLayout {

  /** Describes the dataset. */
  DatasetInfo info();

  /**
   * Finds the images of both splits: all images, in the order of the official lists.
   *
   * @throws org.neuronbench.core.InputException if a list or an image is missing, or a list is
   *     damaged
   */
  Listing list(FileTree tree);
}
