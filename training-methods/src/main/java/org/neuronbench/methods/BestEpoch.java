package org.neuronbench.methods;

import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.OracleRule;

/** Plain descent, stopped at the epoch that the test images like best. */
public final class BestEpoch implements OracleRule {

  @Override
  public String id() {
    return "best-epoch-oracle";
  }

  @Override
  public String description() {
    return "A rival that cheats: evaluated at the epoch that is best on the test images; an upper"
        + " bound for stopping in time.";
  }

  @Override
  public void start(MethodRun run) {}
}
