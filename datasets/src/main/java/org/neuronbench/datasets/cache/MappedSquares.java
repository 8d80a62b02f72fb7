package org.neuronbench.datasets.cache;

import org.neuronbench.core.data.ImageSet;

/** Some squares of a cache file. */
record MappedSquares(ImageFile file, int first, int[] chosen, int[] labels, int imageSize)
    implements ImageSet {

  @Override
  public int size() {
    return chosen.length;
  }

  @Override
  public int label(int index) {
    return labels[chosen[index]];
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    file.read(first, chosen[index], target, offset);
  }
}
