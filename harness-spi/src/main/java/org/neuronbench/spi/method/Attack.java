package org.neuronbench.spi.method;

import java.util.Locale;

/**
 * How images are changed so that the nearest neighbours of their features vote for another class:
 * pixels move by the sign of a slope, never farther than {@code epsilon} from where they were, and
 * stay whole levels from 0 to 255. Each restart begins at random; one in two follows distances to
 * guides (Sitawarin and Wagner, 2019), the others a differentiable vote of the whole bank. In
 * judging, an image is lost if any step of any restart fooled the vote; in training, the last step
 * must.
 *
 * @param epsilon most levels of 255 that a pixel differs by; 8 is the 8/255 of publications
 * @param step levels that a pixel moves by in a step
 * @param steps of each restart
 * @param restarts at least 1
 * @param neighbours that vote
 * @param guides images, half of the true class and half of the nearest other, that distances are
 *     taken to; even
 * @param bank most images that neighbours are sought among
 */
public record Attack(
    int epsilon, int step, int steps, int restarts, int neighbours, int guides, int bank) {

  /**
   * Checks the numbers.
   *
   * @param epsilon 1 to 255
   * @param step at least 1
   * @param steps likewise
   * @param restarts likewise
   * @param neighbours likewise
   * @param guides at least 2
   * @param bank at least as many as neighbours
   * @throws IllegalArgumentException if one is out of range
   */
  public Attack {
    boolean fits = epsilon >= 1 && epsilon <= 255 && step >= 1 && steps >= 1 && restarts >= 1;
    if (!fits || neighbours < 1 || guides < 2 || guides % 2 != 0 || bank < neighbours) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "An attack needs an epsilon of 1 to 255 levels, a step, steps, restarts and neighbours"
                  + " of at least 1, an even number of guides, and a bank of as many images as"
                  + " neighbours or more, not epsilon %d, step %d, steps %d, restarts %d, neighbours"
                  + " %d, guides %d, bank %d",
              epsilon,
              step,
              steps,
              restarts,
              neighbours,
              guides,
              bank));
    }
  }
}
