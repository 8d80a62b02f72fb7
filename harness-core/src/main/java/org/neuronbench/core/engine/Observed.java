package org.neuronbench.core.engine;

import org.jspecify.annotations.Nullable;
import org.neuronbench.spi.Observations;

/**
 * What was observed, and what it took. A {@code null} was not measured.
 *
 * @param observations the values
 * @param macs multiply-accumulates of convolutions, for all images together
 * @param bytes most memory that it took beside the weights
 */
public record Observed(Observations observations, @Nullable Long macs, @Nullable Long bytes) {

  /** Nothing, which takes nothing. */
  public static final Observed NOTHING = new Observed(Observations.none(), 0L, 0L);
}
