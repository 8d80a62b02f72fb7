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
 * @param images offered to training
 * @param seconds wall times
 * @param method what methods did; {@code null} without any
 */
public record EpochFacts(
    double learningRate,
    EpochUse use,
    TrainingMeasurement trained,
    Evaluation evaluated,
    Observing observing,
    long images,
    Seconds seconds,
    @Nullable Method method) {

  /**
   * What methods did in an epoch.
   *
   * @param macs multiply-accumulates of helper networks, all images together
   * @param seconds wall time of methods and helpers, not part of training's
   * @param zeros share of the elements of error maps that were not zero before and were made zero;
   *     {@code null} if no method changes elements
   * @param errorsSaved share of the gradients' work that channels of error maps which do not travel
   *     on spare; {@code null} if no method chooses any
   * @param whole images of an epoch in which every step is made, on all images
   * @param own whether steps train on images of the method's choice in place of those offered
   * @param bufferSpread entropy of the classes in a method's buffer, nats; {@code null} without one
   * @param nearest share of test images that their neighbours classify right; {@code null} if no
   *     method has features judged
   * @param robustness what an attack left; {@code null} if no method has any judged, or not yet
   */
  public record Method(
      long macs,
      double seconds,
      @Nullable Double zeros,
      @Nullable Double errorsSaved,
      long whole,
      boolean own,
      @Nullable Double bufferSpread,
      @Nullable Double nearest,
      @Nullable Robustness robustness) {}

  /**
   * What an attack on the nearest neighbours of features left.
   *
   * @param epsilon levels of 255 that pixels differed by at most
   * @param clean share of test images that were classified right before
   * @param robust share of test images that were right before and after
   */
  public record Robustness(int epsilon, double clean, double robust) {

    /** Returns the share of those right before that are right after (DSR); null if none was. */
    public @Nullable Double defended() {
      return clean == 0 ? null : Double.valueOf(robust / clean);
    }
  }

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
