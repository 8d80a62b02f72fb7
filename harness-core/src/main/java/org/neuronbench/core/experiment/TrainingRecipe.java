package org.neuronbench.core.experiment;

import java.util.OptionalInt;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.engine.BatchNormMode;

/**
 * How every cell of an experiment trains.
 *
 * @param engine id of the engine
 * @param epochs epochs of the cosine decay, after the warm-up
 * @param warmupEpochs epochs of linear warm-up, before
 * @param batch images in a training batch; an incomplete last one is dropped
 * @param learningRate base rate
 * @param momentum heavy-ball momentum
 * @param weightDecay L2 decay
 * @param labelSmoothing share of the target spread over all classes
 * @param imageSize edge of the input in pixels; empty for the model's own
 * @param batchNorm what batch norm does while training
 * @param augmentation of training images
 * @param velocityImages images held out of the training split for observations
 * @param threads native threads of the whole process
 * @param preprocessing how pixels become network input
 */
public record TrainingRecipe(
    String engine,
    int epochs,
    int warmupEpochs,
    int batch,
    double learningRate,
    double momentum,
    double weightDecay,
    double labelSmoothing,
    OptionalInt imageSize,
    BatchNormMode batchNorm,
    Augmentation augmentation,
    int velocityImages,
    int threads,
    PixelScaling preprocessing) {

  /**
   * Creates a recipe that scales pixels as the weights ask for.
   *
   * @param epochs epochs of the cosine decay, after the warm-up
   * @param warmupEpochs epochs of linear warm-up, before
   * @param weightDecay L2 decay
   * @param labelSmoothing share of the target spread over all classes
   * @param imageSize edge of the input in pixels; empty for the model's own
   */
  public TrainingRecipe(
      String engine,
      int epochs,
      int warmupEpochs,
      int batch,
      double learningRate,
      double momentum,
      double weightDecay,
      double labelSmoothing,
      OptionalInt imageSize,
      BatchNormMode batchNorm,
      Augmentation augmentation,
      int velocityImages,
      int threads) {
    this(
        engine,
        epochs,
        warmupEpochs,
        batch,
        learningRate,
        momentum,
        weightDecay,
        labelSmoothing,
        imageSize,
        batchNorm,
        augmentation,
        velocityImages,
        threads,
        PixelScaling.WEIGHTS);
  }

  /** How pixels become network input. */
  public enum PixelScaling {
    /** By the mean and deviation that the weights were trained with. */
    WEIGHTS,
    /** By one half and one half for every network, as the paper's code does. */
    HALF
  }

  /** Returns the epochs that a cell runs. */
  public int totalEpochs() {
    return warmupEpochs + epochs;
  }
}
