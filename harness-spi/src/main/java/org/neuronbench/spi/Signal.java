package org.neuronbench.spi;

import java.util.List;

/**
 * What a strategy may ask the harness to measure. Where nothing says otherwise, a number a neuron.
 */
public enum Signal {

  /**
   * Mean over the velocity images of the cosine between a neuron's output map now and one
   * observation before (raw convolution output before batch norm, network in evaluation mode); the
   * paper's phi. In [-1, 1]. Both maps zero gives 1, exactly one zero gives 0. First available
   * after epoch 0. Costs one forward pass of the velocity images, and the memory of their
   * convolution outputs. Of output channels only.
   */
  OUTPUT_SIMILARITY("output-similarity", Of.NEURONS, false),

  /**
   * Euclidean norm of the loss gradient of the neuron's weights over the velocity images, with
   * running batch-norm statistics; 0 or more. Available from before epoch 0. An oracle: costs one
   * forward and one whole backward pass of the velocity images.
   */
  GRADIENT_NORM("gradient-norm", Of.NEURONS, true),

  /**
   * Euclidean norm of the neuron's weights; 0 or more. Available from before epoch 0, where it is
   * that of the pretrained weights. Costs one read of the parameters.
   */
  WEIGHT_NORM("weight-norm", Of.NEURONS, false),

  /**
   * Euclidean norm of the change of the neuron's weights since the observation before; 0 or more.
   * First available after epoch 0. Costs one read and a copy of the parameters.
   */
  WEIGHT_CHANGE("weight-change", Of.NEURONS, false),

  /**
   * Euclidean norm of the neuron's training gradient, summed over the steps since the observation
   * before; 0 or more, and not a number for a neuron that was not trained: its gradient was never
   * computed. First available after epoch 0. Costs the memory of a gradient of what is trained.
   */
  TRAINING_GRADIENT_NORM("training-gradient-norm", Of.NEURONS, false),

  /**
   * The same for whole layers, over the neurons that were trained; a number a layer, not a number
   * for a layer none of whose neurons were.
   */
  LAYER_GRADIENT_NORM("layer-gradient-norm", Of.LAYERS, false),

  /**
   * Fisher information of a neuron's output after batch norm (TinyTrain, arXiv 2307.09988): {@code
   * sum over images of (sum over pixels of a g)^2 / (2 N)}, a the output before the activation, g
   * the gradient of the image's loss. Of output channels only. An oracle, as {@link
   * #GRADIENT_NORM}.
   */
  FISHER("fisher", Of.NEURONS, true),

  /**
   * What a trial step gains (ElasticTrainer, arXiv 2312.14227): {@code -sum of g' dw} over the
   * neuron's weights, dw the plain step that the gradient over the velocity images would make at
   * the learning rate of the last step (before the first, that of the recipe), g' the gradient
   * after it. The weights are put back. An oracle: two whole passes.
   */
  TRIAL_STEP_GAIN("trial-step-gain", Of.NEURONS, true),

  /**
   * The convolutions' weights: a number each, layer by layer, of each layer by output channel,
   * input channel, row and column. Available from before epoch 0. Costs a copy of the parameters.
   */
  WEIGHTS("weights", Of.WEIGHTS, false);

  private enum Of {
    NEURONS,
    LAYERS,
    WEIGHTS
  }

  private static final List<Signal> LATER =
      List.of(OUTPUT_SIMILARITY, WEIGHT_CHANGE, TRAINING_GRADIENT_NORM, LAYER_GRADIENT_NORM);

  private final String id;
  private final Of of;
  private final boolean oracle;

  Signal(String id, Of of, boolean oracle) {
    this.id = id;
    this.of = of;
    this.oracle = oracle;
  }

  /**
   * Returns the name used in listings and results.
   *
   * @return lower-case, hyphenated
   */
  public String id() {
    return id;
  }

  /**
   * Says whether it needs the gradient of everything: what no budget would allow. Its cost is
   * charged, and results mark the cell as outside the budget.
   *
   * @return whether it is an oracle
   */
  public boolean oracle() {
    return oracle;
  }

  /**
   * Says whether it is about what happened since an observation before, so that there is none
   * before the first epoch.
   *
   * @return whether the first answer lacks it
   */
  public boolean looksBack() {
    return LATER.contains(this);
  }

  /**
   * Returns how many numbers it is.
   *
   * @param network the network of the run
   * @return a number a neuron, a layer or a weight
   */
  public int length(Network network) {
    return switch (of) {
      case NEURONS -> network.neurons();
      case LAYERS -> network.layers().size();
      case WEIGHTS ->
          network.layers().stream().mapToInt(l -> l.weightsPerNeuron() * l.neurons()).sum();
    };
  }
}
