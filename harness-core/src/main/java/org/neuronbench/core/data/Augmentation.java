package org.neuronbench.core.data;

import java.util.Optional;
import org.neuronbench.core.Text;

/**
 * What is done to training images at random. Order: crop, flip, colours.
 *
 * @param crop a random part of the image, resized to the whole; empty keeps the centre crop
 * @param flip probability of mirroring left and right
 * @param brightness factors are drawn from {@code [1 - brightness, 1 + brightness]}, not below 0
 * @param contrast likewise
 * @param saturation likewise
 */
public record Augmentation(
    Optional<RandomCrop> crop, double flip, double brightness, double contrast, double saturation) {

  /** Nothing. */
  public static final Augmentation NONE = new Augmentation(Optional.empty(), 0, 0, 0, 0);

  /** Mirror left and right with probability one half. */
  public static final Augmentation FLIP = new Augmentation(Optional.empty(), 0.5, 0, 0, 0);

  /** The paper's recipe: random resized crop, flip, and jitter of 0.4. */
  public static final Augmentation PAPER =
      new Augmentation(Optional.of(RandomCrop.USUAL), 0.5, 0.4, 0.4, 0.4);

  /**
   * A part of random size, shape and place.
   *
   * @param minScale smallest share of the image's area, in (0, 1]
   * @param maxScale largest share, in [minScale, 1]
   * @param minRatio smallest width over height, positive
   * @param maxRatio largest width over height
   */
  public record RandomCrop(double minScale, double maxScale, double minRatio, double maxRatio) {

    /** What torchvision's RandomResizedCrop does when nothing else is asked for. */
    public static final RandomCrop USUAL = new RandomCrop(0.08, 1, 3.0 / 4, 4.0 / 3);

    /** Checks the ranges. */
    public RandomCrop {
      if (!(minScale > 0 && minScale <= maxScale && maxScale <= 1)) {
        throw new IllegalArgumentException(
            Text.format(
                "crop scales must be ascending in (0, 1], not %s to %s", minScale, maxScale));
      }
      if (!(minRatio > 0 && minRatio <= maxRatio && maxRatio <= 100)) {
        throw new IllegalArgumentException(
            Text.format(
                "crop ratios must be ascending in (0, 100], not %s to %s", minRatio, maxRatio));
      }
    }
  }

  /** Checks the ranges. */
  public Augmentation {
    if (!(flip >= 0 && flip <= 1)) {
      throw new IllegalArgumentException("flip is a probability, not " + flip);
    }
    if (!(brightness >= 0 && contrast >= 0 && saturation >= 0)) {
      throw new IllegalArgumentException("jitter must not be negative");
    }
  }

  /** Tells whether colours change; true if any of the three does. */
  public boolean jitters() {
    return brightness > 0 || contrast > 0 || saturation > 0;
  }

  /** Returns the name in results: {@code none}, {@code flip}, {@code paper}, or all values. */
  public String label() {
    if (equals(NONE)) {
      return "none";
    }
    if (equals(FLIP)) {
      return "flip";
    }
    return equals(PAPER) ? "paper" : values();
  }

  private String values() {
    String cropped =
        crop.map(
                c ->
                    Text.format(
                        "crop-scale=%s-%s crop-ratio=%s-%s ",
                        c.minScale(), c.maxScale(), c.minRatio(), c.maxRatio()))
            .orElse("");
    return cropped
        + Text.format(
            "flip=%s brightness=%s contrast=%s saturation=%s",
            flip, brightness, contrast, saturation);
  }
}
