package org.neuronbench.core.run;

/**
 * How many of the steps of an epoch are made.
 *
 * @param share in (0, 1]
 * @param afresh whether every epoch draws from all images; else one goes on where the one before
 *     ended
 */
record Pace(double share, boolean afresh) {

  static final Pace FULL = new Pace(1, true);

  int of(int steps) {
    return (int) Math.max(1, Math.round(share * steps));
  }
}
