package org.neuronbench.core.results;

import org.jspecify.annotations.Nullable;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.TrainingMeasurement;

/**
 * What the harness knows of an epoch that ended: what metrics are taken from.
 *
 * @param learningRate of its last iteration
 * @param use what was updated
 * @param trained what training did
 * @param evaluated how well the test split was classified after it
 * @param observing what measuring the strategy's signals took
 * @param images trained on
 * @param seconds wall times
 */
public record EpochFacts(
    double learningRate,
    EpochUse use,
    TrainingMeasurement trained,
    Evaluation evaluated,
    Observing observing,
    long images,
    Seconds seconds) {

  /**
   * What observing took beside time. A {@code null} was not measured.
   *
   * @param macs multiply-accumulates of convolutions, all images together
   * @param bytes most memory
   */
  public record Observing(@Nullable Long macs, @Nullable Long bytes) {

    /** Nothing was observed. */
    public static final Observing NOTHING = new Observing(0L, 0L);
  }

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
