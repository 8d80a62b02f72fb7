package org.neuronbench.core.engine;

import java.util.BitSet;

/**
 * How well a network classified images.
 *
 * @param images classified
 * @param right a set bit for each image classified right, in the order in which they came
 * @param meanLoss mean cross-entropy
 */
public record Evaluation(int images, BitSet right, double meanLoss) {

  /** Returns the share classified right, in [0, 1]. */
  public double top1() {
    return (double) right.cardinality() / images;
  }
}
