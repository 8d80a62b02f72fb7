package org.neuronbench.core.run;

import org.neuronbench.core.engine.Observed;
import org.neuronbench.spi.Progress;

/**
 * What a strategy is shown when it is asked for a selection.
 *
 * @param observed what was measured since it was asked before, and what that took
 * @param progress how training goes
 */
record Shown(Observed observed, Progress progress) {

  /** To a strategy that is not asked. */
  static final Shown NOTHING = new Shown(Observed.NOTHING, Progress.NONE);

  /**
   * What it was shown within an epoch.
   *
   * @param step before which it was asked, from 1
   */
  record Within(int step, Shown shown) {}
}
