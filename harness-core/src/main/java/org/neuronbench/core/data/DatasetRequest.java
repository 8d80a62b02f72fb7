package org.neuronbench.core.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an experiment asks of a dataset.
 *
 * @param id a dataset of the catalog
 * @param root folder or archive that holds it; empty for the procedural tasks
 * @param imageSize edge of the images wanted, pixels
 * @param crop share of the shorter side kept by the centre crop, in (0, 1]; 1 keeps it whole
 * @param trainLimit most training images, drawn once with a fixed seed
 * @param testLimit most test images, drawn once with a fixed seed
 */
public record DatasetRequest(
    String id,
    Optional<Path> root,
    int imageSize,
    double crop,
    OptionalInt trainLimit,
    OptionalInt testLimit) {

  /** Share kept by the paper's evaluation transform: resize to ceil(size / 0.875), crop size. */
  public static final double PAPER_CROP = 0.875;

  /** Checks the ranges. */
  public DatasetRequest {
    if (imageSize <= 0) {
      throw new IllegalArgumentException("image size must be positive, not " + imageSize);
    }
    if (!(crop > 0 && crop <= 1)) {
      throw new IllegalArgumentException("crop must be in (0, 1], not " + crop);
    }
  }
}
