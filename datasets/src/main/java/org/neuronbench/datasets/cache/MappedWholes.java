package org.neuronbench.datasets.cache;

import org.neuronbench.datasets.image.RgbImage;
import org.neuronbench.datasets.image.WholeImages;

/** Some whole images of a cache file. */
record MappedWholes(ImageFile file, int first, int[] chosen) implements WholeImages {

  @Override
  public RgbImage image(int index) {
    Entry entry = file.index().whole()[chosen[index]];
    byte[] pixels = new byte[entry.bytes()];
    file.read(first, chosen[index], pixels, 0);
    return new RgbImage(entry.width(), entry.height(), pixels);
  }

  @Override
  public int size() {
    return chosen.length;
  }
}
