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
 * @param fit how images become squares; {@code crop} applies to {@link Fit#CROP} only
 * @param uncropped whether training images are kept whole beside the squares, for random crops
 */
public record DatasetRequest(
    String id,
    Optional<Path> root,
    int imageSize,
    double crop,
    OptionalInt trainLimit,
    OptionalInt testLimit,
    Fit fit,
    boolean uncropped) {

  /** Share kept by the paper's evaluation transform: resize to ceil(size / 0.875), crop size. */
  public static final double PAPER_CROP = 0.875;

  /**
   * Asks for squares that keep proportions.
   *
   * @param root folder or archive that holds it
   * @param imageSize edge of the images wanted, pixels
   * @param crop share of the shorter side kept by the centre crop, in (0, 1]
   * @param trainLimit most training images
   * @param testLimit most test images
   */
  public DatasetRequest(
      String id,
      Optional<Path> root,
      int imageSize,
      double crop,
      OptionalInt trainLimit,
      OptionalInt testLimit) {
    this(id, root, imageSize, crop, trainLimit, testLimit, Fit.CROP, false);
  }

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
