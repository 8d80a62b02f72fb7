package org.neuronbench.methods;

import java.util.List;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.method.Attack;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.RobustnessRule;

/** Changes nothing in training; has the nearest neighbours of the features attacked at its end. */
public final class NeighbourRobustness implements RobustnessRule {

  private List<Attack> attacks = List.of();
  private int images;

  @Override
  public String id() {
    return "neighbour-robustness";
  }

  @Override
  public String description() {
    return "Measures only: how many test images the nearest neighbours of the features classify"
        + " right under attack.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return Attacks.parameters();
  }

  @Override
  public void start(MethodRun run) {
    attacks = Attacks.judged(run.parameters());
    images = run.parameters().integer("images");
  }

  @Override
  public List<Attack> attacks() {
    return attacks;
  }

  @Override
  public int images() {
    return images;
  }
}
