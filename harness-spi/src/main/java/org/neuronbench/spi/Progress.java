package org.neuronbench.spi;

import java.util.List;

/**
 * How training goes. What was not measured is not a number; before the first step nothing was.
 *
 * @param step index of the coming step in its epoch: 0, unless selections change within epochs
 * @param steps steps of an epoch
 * @param learningRate of the coming step
 * @param loss mean cross-entropy of the training images since the selection before, each image
 *     before its step
 * @param accuracy share of them whose class was predicted right
 * @param classAccuracy the same by class; not a number for a class that had no image
 */
public record Progress(
    int step,
    int steps,
    double learningRate,
    double loss,
    double accuracy,
    List<Double> classAccuracy) {

  /** Before anything was trained. */
  public static final Progress NONE =
      new Progress(0, 1, Double.NaN, Double.NaN, Double.NaN, List.of());

  /**
   * Copies the list.
   *
   * @param step any
   * @param steps any
   * @param learningRate any
   * @param loss any
   * @param accuracy any
   * @param classAccuracy copied
   */
  public Progress {
    classAccuracy = List.copyOf(classAccuracy);
  }
}
