package org.neuronbench.core.run;

/**
 * Linear warm-up from zero, then cosine to zero, per iteration (paper, section 4).
 *
 * @param base the rate at the end of the warm-up
 * @param warmup iterations of warm-up
 * @param cosine iterations of decay
 */
public record LearningRateSchedule(double base, long warmup, long cosine) {

  /**
   * Returns the rate of an iteration: {@code base * k / warmup} below the warm-up, then {@code base
   * / 2 * (1 + cos(pi * (k - warmup) / cosine))}.
   *
   * @param iteration counted from 0 over all epochs
   */
  public double rate(long iteration) {
    return iteration < warmup
        ? base * iteration / warmup
        : 0.5 * base * (1 + Math.cos(Math.PI * (iteration - warmup) / cosine));
  }
}
