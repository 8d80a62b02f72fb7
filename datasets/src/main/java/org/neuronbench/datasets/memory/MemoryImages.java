package org.neuronbench.datasets.memory;

import org.neuronbench.core.Text;
import org.neuronbench.core.data.ImageSet;

/** Images held in memory, one array each so that a split may exceed 2 GB. */
public final class MemoryImages implements ImageSet {

  private final int imageSize;
  private final int[] labels;
  private final byte[][] pixels;

  /** Creates a split of arrays that nobody changes later. */
  public MemoryImages(int imageSize, int[] labels, byte[][] pixels) {
    if (labels.length != pixels.length) {
      throw new IllegalArgumentException(
          Text.format("%d labels for %d images", labels.length, pixels.length));
    }
    this.imageSize = imageSize;
    this.labels = labels;
    this.pixels = pixels;
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i].length != imageBytes()) {
        throw new IllegalArgumentException(
            Text.format("image %d has %d bytes, not %d", i, pixels[i].length, imageBytes()));
      }
    }
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int imageSize() {
    return imageSize;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    System.arraycopy(pixels[index], 0, target, offset, pixels[index].length);
  }
}
