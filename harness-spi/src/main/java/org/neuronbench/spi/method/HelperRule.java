package org.neuronbench.spi.method;

/**
 * Has a small network of its own, which the harness runs on all images that are offered, before
 * they are admitted, and trains. What it computes is charged to the method.
 */
public interface HelperRule extends TrainingMethod {

  /**
   * What the helper network is.
   *
   * @param model a model of the harness that needs no weights, such as {@code cifar-resnet-8}
   * @param width its width multiplier, where it has one; else 1
   * @param outputs at least 2
   * @param rate learning rate relative to the trained network's, positive
   * @param momentum in [0, 1)
   */
  record Helper(String model, double width, int outputs, double rate, double momentum) {}

  /**
   * Returns what the helper is; asked after {@link #start}.
   *
   * @return the helper
   */
  Helper helper();

  /**
   * Says what the helper should have answered.
   *
   * @param step all images that were offered, with verdicts, the helper's outputs and the losses
   * @return a row an image; those of weight 0 are not trained on
   */
  Targets teach(Step step);
}
