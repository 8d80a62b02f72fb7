package org.neuronbench.spi.method;

/** Makes fewer steps; the schedule of learning rates is compressed to them. */
public interface PaceRule extends TrainingMethod {

  /**
   * Returns the share of steps that are made; asked after {@link #start}.
   *
   * @return in (0, 1]
   */
  double share();

  /**
   * Says which images the fewer steps see.
   *
   * @return true if every epoch draws from all images afresh; false if one goes on where the one
   *     before ended, so that none is seen again before all were
   */
  boolean afresh();
}
