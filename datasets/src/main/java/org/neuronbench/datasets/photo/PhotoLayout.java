package org.neuronbench.datasets.photo;

import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.source.FileTree;

/** How the files of one dataset are laid out. */
abstract class PhotoLayout {

  private final DatasetInfo info;

  PhotoLayout(String id, String summary, String details, DatasetInfo.Place place, Fit fit) {
    info = new DatasetInfo(id, summary, details, 0, place, fit);
  }

  final DatasetInfo info() {
    return info;
  }

  /** Finds the images of both splits: all images, in the order of the official lists. */
  abstract Listing list(FileTree tree);
}
