package org.neuronbench.methods;

import java.util.List;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.PaceRule;

/** Trains on a fresh random subset in every epoch (repeated random subsets), fully scheduled. */
public final class RandomSubset implements PaceRule {

  private double share;

  @Override
  public String id() {
    return "random-subset";
  }

  @Override
  public String description() {
    return "A rival: every epoch trains on another random subset of the images, with a schedule of"
        + " its own over those steps.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(FewerSteps.shareOfSteps());
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
    return true;
  }
}
