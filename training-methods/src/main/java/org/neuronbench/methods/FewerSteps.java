package org.neuronbench.methods;

import java.util.List;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.PaceRule;

/** Plain descent with fewer steps and the schedule compressed to them: what saving must beat. */
public final class FewerSteps implements PaceRule {

  private double share;

  static ParameterSpec shareOfSteps() {
    return ParameterSpec.number("share", 0.5, 0.001, 1, "share of the steps that are made");
  }

  @Override
  public String id() {
    return "fewer-steps";
  }

  @Override
  public String description() {
    return "A rival: fewer steps over all images in turn, with the schedule compressed to them.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(shareOfSteps());
  }

  @Override
  public void start(MethodRun run) {
    share = run.parameters().number("share");
  }

  @Override
  public double share() {
    return share;
  }

  @Override
  public boolean afresh() {
    return false;
  }
}
