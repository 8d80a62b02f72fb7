package org.neuronbench.core.engine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an experiment asks of a model.
 *
 * @param id a model of the catalog
 * @param weights a weight file; empty for the model's own, or random weights where it has none
 * @param width width multiplier, for the models that have one
 * @param head what becomes of the classifier
 * @param imageSize edge of the input, pixels
 */
public record ModelRequest(
    String id, Optional<Path> weights, double width, Head head, int imageSize) {

  /** What becomes of the classifier. */
  public enum Head {
    /** A new one for the dataset's classes, drawn from the cell's seed. */
    REPLACED,
    /** The pretrained one is kept, its first outputs taken for the dataset's classes. */
    IMAGENET
  }
}
