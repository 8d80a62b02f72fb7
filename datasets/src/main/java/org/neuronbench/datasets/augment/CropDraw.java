package org.neuronbench.datasets.augment;

import org.neuronbench.core.data.Augmentation.RandomCrop;
import org.neuronbench.datasets.image.Window;
import org.neuronbench.spi.RandomStream;

/** Draws the part of an image that is shown, by the rule of torchvision's RandomResizedCrop. */
record CropDraw(RandomCrop crop) {

  private static final int TRIES = 10;

  Window draw(int width, int height, RandomStream random) {
    for (int i = 0; i < TRIES; i++) {
      double area = between(crop.minScale(), crop.maxScale(), random) * width * height;
      double ratio =
          Math.exp(between(Math.log(crop.minRatio()), Math.log(crop.maxRatio()), random));
      long w = Math.round(Math.sqrt(area * ratio));
      long h = Math.round(Math.sqrt(area / ratio));
      if (w > 0 && w <= width && h > 0 && h <= height) {
        int top = random.nextInt(height - (int) h + 1);
        int left = random.nextInt(width - (int) w + 1);
        return new Window(left, top, (int) w, (int) h);
      }
    }
    return centre(width, height);
  }

  /** The largest allowed shape at the centre, for images that are too long for any draw. */
  private Window centre(int width, int height) {
    double ratio = (double) width / height;
    int w = ratio > crop.maxRatio() ? (int) Math.round(height * crop.maxRatio()) : width;
    int h = ratio < crop.minRatio() ? (int) Math.round(width / crop.minRatio()) : height;
    int shownWidth = Math.max(1, Math.min(w, width));
    int shownHeight = Math.max(1, Math.min(h, height));
    return new Window(
        (width - shownWidth) / 2, (height - shownHeight) / 2, shownWidth, shownHeight);
  }

  private static double between(double low, double high, RandomStream random) {
    return low + (high - low) * random.nextDouble();
  }
}
