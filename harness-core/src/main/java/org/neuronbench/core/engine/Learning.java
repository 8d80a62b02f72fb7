package org.neuronbench.core.engine;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.data.Batch;
import org.neuronbench.spi.method.Targets;

/**
 * How the steps of training learn: from which images of a batch, towards which targets. Asked on
 * the thread that trains, for every step in turn: {@link #instead}, {@link #admit}, {@link
 * #targets} unless no image is left, {@link #after}.
 */
public interface Learning {

  /** From all images, towards their labels. */
  Learning PLAIN = new Learning() {};

  /** What was found out about images by forwarding them. */
  record Scored(float[][] outputs, double[] losses) {}

  /** Forwards images of a batch as in evaluation, charged to the step. */
  interface Scoring {

    /**
     * Forwards images.
     *
     * @param images their places in the batch, ascending
     * @return an entry for each of them
     */
    Scored score(int[] images);
  }

  /** Forwards images that are in no batch, as in evaluation, charged to the step. */
  interface Answering {

    /**
     * Forwards images.
     *
     * @return outputs, a row an image
     */
    float[][] outputs(Batch images);

    /**
     * Forwards images up to the classifier, likewise.
     *
     * @return features, a row an image
     */
    float[][] features(Batch images);

    /** Tells how losses of features change with pixels, likewise. */
    TrainingSession.Sensitivity sensitivity(Batch images, Function<float[][], Targets> loss);
  }

  /**
   * Gives a batch in place of the one offered; asked first in every step.
   *
   * @return {@code null} for the one offered
   */
  default @Nullable Batch instead(Batch offered, Answering answering) {
    return null;
  }

  /**
   * Chooses the images to train on.
   *
   * @return their places in the batch, ascending; {@code null} for all
   */
  default int @Nullable [] admit(Batch batch, Scoring scoring) {
    return null;
  }

  /**
   * Says whether {@link #targets} is to be asked; asked once.
   *
   * @return false by default: the targets are the labels, smoothed
   */
  default boolean hasTargets() {
    return false;
  }

  /**
   * Gives the images that are trained on their targets.
   *
   * @param outputs logits, a row an image
   */
  default Targets targets(float[][] outputs) {
    throw new UnsupportedOperationException();
  }

  /**
   * Hears of the step, when it was made.
   *
   * @param trained outputs and cross-entropies with labels of the images trained on, before the
   *     update; without rows if there was none
   */
  default void after(Scored trained) {}

  /** Says whether {@link #after} wants to know more than that the step was made. */
  default boolean listens() {
    return false;
  }
}
