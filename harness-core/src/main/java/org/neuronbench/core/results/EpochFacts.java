package org.neuronbench.core.results;

import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.spi.Selection;

/**
 * What the harness knows of an epoch that ended: what metrics are taken from.
 *
 * @param learningRate of its last iteration
 * @param selection the neurons updated
 * @param trained what training did
 * @param evaluated how well the test split was classified after it
 * @param seconds wall times
 */
public record EpochFacts(
    double learningRate,
    Selection selection,
    TrainingMeasurement trained,
    Evaluation evaluated,
    Seconds seconds) {

  /**
   * Wall times in seconds.
   *
   * @param train of training
   * @param select of the strategy's choice
   * @param observe of measuring the strategy's signals
   * @param evaluate of classifying the test split
   */
  public record Seconds(double train, double select, double observe, double evaluate) {}
}
