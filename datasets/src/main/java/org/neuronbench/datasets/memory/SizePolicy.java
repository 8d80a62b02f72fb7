package org.neuronbench.datasets.memory;

import java.util.Optional;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.image.Resampler;

/**
 * The sizes that images are kept in.
 *
 * @param imageSize edge of the squares, pixels
 * @param crop share of the shorter side in the squares
 * @param fit how images become squares
 * @param wholeSide most pixels of the shorter side of whole training images; empty keeps none
 */
public record SizePolicy(int imageSize, double crop, Fit fit, Optional<Integer> wholeSide) {

  /**
   * Whole images are kept this much larger than the squares. A random crop of half the area or more
   * is then made of at least as many pixels as it is shown in; smaller ones are less sharp than
   * from the original file.
   */
  public static final double WHOLE = 1.5;

  /** Returns the policy that a request needs. */
  public static SizePolicy of(DatasetRequest request) {
    Optional<Integer> whole =
        request.uncropped()
            ? Optional.of((int) Math.ceil(WHOLE * request.imageSize()))
            : Optional.empty();
    double crop = request.fit() == Fit.SQUASH ? 1 : request.crop();
    return new SizePolicy(request.imageSize(), crop, request.fit(), whole);
  }

  /** Returns what makes the squares. */
  public Resampler squares() {
    return new Resampler(imageSize, crop, fit);
  }

  /** Names the policy: such as {@code 128-crop0.875-whole192}. */
  @Override
  public String toString() {
    String squares = fit == Fit.SQUASH ? "-squash" : "-crop" + crop;
    return imageSize + squares + wholeSide.map(side -> "-whole" + side).orElse("");
  }
}
