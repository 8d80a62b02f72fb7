package org.neuronbench.core.engine;

import org.neuronbench.spi.Selection;

/** What the steps of an epoch update. */
public interface Selections {

  /**
   * Returns what a step updates; asked on the thread that trains, right before the step, when the
   * session may be observed.
   *
   * @param step from 0
   * @return the same object while the selection holds
   */
  Selection before(int step);
}
