package org.neuronbench.spi;

import java.util.Locale;

/**
 * How often a strategy is asked. Steps are counted anew in every epoch, whose first step always
 * asks.
 *
 * @param every how many epochs or steps a selection holds; at least 1
 * @param steps whether they are steps
 */
public record Reselection(int every, boolean steps) {

  /** Before every epoch. */
  public static final Reselection EVERY_EPOCH = new Reselection(1, false);

  /**
   * Checks the number.
   *
   * @param every at least 1
   * @param steps either
   * @throws IllegalArgumentException if it is less
   */
  public Reselection {
    if (every < 1) {
      throw new IllegalArgumentException("A selection holds for at least 1, not " + every);
    }
  }

  /**
   * Asks before every n-th epoch, the first included.
   *
   * @param epochs n
   * @return the rule
   */
  public static Reselection everyEpochs(int epochs) {
    return new Reselection(epochs, false);
  }

  /**
   * Asks before every n-th step of an epoch, the first included.
   *
   * @param steps n
   * @return the rule
   */
  public static Reselection everySteps(int steps) {
    return new Reselection(steps, true);
  }

  /**
   * Says whether a strategy is asked before a step.
   *
   * @param epoch index of the epoch, from 0
   * @param step index of the step in the epoch, from 0
   * @return whether it is
   */
  public boolean due(int epoch, int step) {
    return steps ? step % every == 0 : step == 0 && epoch % every == 0;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "every %d %s", every, steps ? "steps" : "epochs");
  }
}
