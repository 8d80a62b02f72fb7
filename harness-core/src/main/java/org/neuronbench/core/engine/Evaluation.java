package org.neuronbench.core.engine;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * How well a network classified images.
 *
 * @param images classified
 * @param right a set bit for each image classified right, in the order in which they came
 * @param meanLoss mean cross-entropy
 * @param confidences how sure each answer is, in the same order: its probability, or where the
 *     network can abstain, that it does not; {@code null} if that was not measured
 */
public record Evaluation(
    int images, BitSet right, double meanLoss, double @Nullable [] confidences) {

  /** Creates an evaluation that says nothing of how sure answers were. */
  public Evaluation(int images, BitSet right, double meanLoss) {
    this(images, right, meanLoss, null);
  }

  /** Returns the share classified right, in [0, 1]. */
  public double top1() {
    return (double) right.cardinality() / images;
  }
}
