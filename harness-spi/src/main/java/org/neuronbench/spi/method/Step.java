package org.neuronbench.spi.method;

import org.neuronbench.spi.RandomStream;

/**
 * One step of training and its images, as far as it has come. Arrays have an entry for each image,
 * in one order. Made by the harness, and with {@link #of} in tests of methods.
 */
public sealed interface Step permits StepView {

  /**
   * When a step is.
   *
   * @param epoch from 0
   * @param step within the epoch, from 0
   */
  record Time(int epoch, int step) {}

  /**
   * Makes a step of which nothing but the images is known yet.
   *
   * @param time when it is
   * @param ids of the images
   * @param labels their classes
   * @param random the stream of this step
   * @return the step
   */
  static Step of(Time time, int[] ids, int[] labels, RandomStream random) {
    int count = ids.length;
    return of(
        time,
        ids,
        labels,
        new Verdict[0],
        new float[0][],
        new float[count][],
        new double[0],
        random);
  }

  /**
   * Makes a step.
   *
   * @param time when it is
   * @param ids of the images
   * @param labels their classes
   * @param verdicts what becomes of them; empty if nobody admits
   * @param helperOutputs outputs of the helper network; empty if there is none
   * @param outputs of the network; an empty row for an image that was not forwarded
   * @param losses of the network; not a number for an image that was not forwarded
   * @param random the stream of this step
   * @return the step
   */
  static Step of(
      Time time,
      int[] ids,
      int[] labels,
      Verdict[] verdicts,
      float[][] helperOutputs,
      float[][] outputs,
      double[] losses,
      RandomStream random) {
    return new StepView(time, ids, labels, verdicts, helperOutputs, outputs, losses, random);
  }

  /**
   * Returns when the step is.
   *
   * @return epoch and step
   */
  Time time();

  /**
   * Returns the ids of the images: their places in the training split, the same in every epoch.
   *
   * @return not a copy
   */
  int[] ids();

  /**
   * Returns the labels of the images.
   *
   * @return classes from 0, -1 where none is known; not a copy
   */
  int[] labels();

  /**
   * Returns what becomes of the images.
   *
   * @return empty before it is known; not a copy
   */
  Verdict[] verdicts();

  /**
   * Returns the outputs of the helper network.
   *
   * @return logits, a row an image; empty without helper; not a copy
   */
  float[][] helperOutputs();

  /**
   * Returns the outputs of the network that is trained.
   *
   * @return logits, a row an image, {@code null} or empty where it was not forwarded; not a copy
   */
  float[][] outputs();

  /**
   * Returns the cross-entropy of the images with their labels, before the update.
   *
   * @return in nats, not a number where it was not forwarded or has no label; empty before any is
   *     known; not a copy
   */
  double[] losses();

  /**
   * Returns the stream of this step. It is the same whenever the step is made again. Use no other
   * source of randomness.
   *
   * @return a stream of the method's own
   */
  RandomStream random();
}
