package org.neuronbench.core.engine;

/**
 * How well a network classified images.
 *
 * @param images classified
 * @param correct classified right
 * @param meanLoss mean cross-entropy
 */
public record Evaluation(int images, int correct, double meanLoss) {

  /**
   * Returns the share classified right.
   *
   * @return in [0, 1]
   */
  public double top1() {
    return (double) correct / images;
  }
}
