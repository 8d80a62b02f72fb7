package org.neuronbench.core.engine;

import java.util.List;

/**
 * How pixels become network input: {@code (pixel / 255 - mean) / standardDeviation} per channel.
 *
 * @param mean of red, green, blue, in [0, 1]
 * @param standardDeviation of red, green, blue, positive
 */
public record Preprocessing(List<Double> mean, List<Double> standardDeviation) {

  /** What torchvision's ImageNet weights expect. */
  public static final Preprocessing IMAGENET =
      new Preprocessing(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

  /** Pixels to [-1, 1]: mean and deviation one half. */
  public static final Preprocessing HALF =
      new Preprocessing(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

  /** Checks that there are three of each and no deviation is zero. */
  public Preprocessing {
    mean = List.copyOf(mean);
    standardDeviation = List.copyOf(standardDeviation);
    if (mean.size() != 3 || standardDeviation.size() != 3) {
      throw new IllegalArgumentException(
          "Preprocessing needs three means and deviations, not " + mean + standardDeviation);
    }
    if (standardDeviation.stream().anyMatch(d -> !(d > 0))) {
      throw new IllegalArgumentException("Deviations must be positive: " + standardDeviation);
    }
  }

  /**
   * Tabulates the input value of every pixel value of a channel.
   *
   * @param channel 0 red, 1 green, 2 blue
   * @return 256 values
   */
  public float[] table(int channel) {
    float[] table = new float[256];
    for (int value = 0; value < 256; value++) {
      table[value] = (float) ((value / 255.0 - mean.get(channel)) / standardDeviation.get(channel));
    }
    return table;
  }
}
