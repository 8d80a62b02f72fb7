package org.neuronbench.spi;

/** What a strategy may ask the harness to measure, one number per neuron. */
public enum Signal {

  /**
   * Mean over the velocity images of the cosine between a neuron's output map now and one
   * observation before (raw convolution output before batch norm, network in evaluation mode); the
   * paper's phi. In [-1, 1]. Both maps zero gives 1, exactly one zero gives 0. First available
   * after epoch 0. Costs one forward pass of the velocity images, and the memory of their
   * convolution outputs.
   */
  OUTPUT_SIMILARITY("output-similarity"),

  /**
   * Euclidean norm of the loss gradient of the neuron's weights over the velocity images, with
   * running batch-norm statistics; 0 or more. Available from before epoch 0. Costs one forward and
   * one backward pass of the velocity images.
   */
  GRADIENT_NORM("gradient-norm"),

  /**
   * Euclidean norm of the neuron's weights; 0 or more. Available from before epoch 0, where it is
   * that of the pretrained weights. Costs one read of the parameters.
   */
  WEIGHT_NORM("weight-norm"),

  /**
   * Euclidean norm of the change of the neuron's weights since the observation before; 0 or more.
   * First available after epoch 0. Costs one read and a copy of the parameters.
   */
  WEIGHT_CHANGE("weight-change");

  private final String id;

  Signal(String id) {
    this.id = id;
  }

  /**
   * Returns the name used in listings and results.
   *
   * @return lower-case, hyphenated
   */
  public String id() {
    return id;
  }
}
