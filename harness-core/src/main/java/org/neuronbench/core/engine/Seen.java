package org.neuronbench.core.engine;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What became of training images, each before its step.
 *
 * @param lossSum sum of their cross-entropies
 * @param images how many
 * @param imagesOf how many of each class; empty if that was not counted
 * @param rightOf how many of each were classified right
 */
public record Seen(double lossSum, int images, int[] imagesOf, int[] rightOf) {

  /** Returns the mean cross-entropy; not a number without images. */
  public double loss() {
    return images == 0 ? Double.NaN : lossSum / images;
  }

  /** Returns the share classified right; not a number if that was not counted. */
  public double accuracy() {
    return share(IntStream.of(rightOf).sum(), IntStream.of(imagesOf).sum());
  }

  /** Returns the same by class. */
  public List<Double> classAccuracy() {
    return IntStream.range(0, imagesOf.length)
        .mapToObj(c -> share(rightOf[c], imagesOf[c]))
        .toList();
  }

  private static double share(int part, int whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
