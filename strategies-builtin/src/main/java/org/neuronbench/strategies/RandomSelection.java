package org.neuronbench.strategies;

import java.util.Arrays;
import java.util.List;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Ranking;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

/** Updates uniformly random neurons, drawn afresh each epoch, as many as fit the budget. */
public final class RandomSelection implements NeuronSelectionStrategy {

  private Run run;
  private FillRule fill;
  private boolean released;

  @Override
  public String id() {
    return "random";
  }

  @Override
  public String description() {
    return "Uniformly random output or input channels within the budget, drawn afresh before every"
        + " epoch.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        FillRule.parameter(),
        Unit.parameter(),
        ParameterSpec.choice(
            "counting",
            List.of("paper", "released"),
            "paper: stay within the budget; released: draw as many neurons as the published code,"
                + " which ignores what they cost and may exceed the budget"));
  }

  @Override
  public Unit unit(Parameters parameters) {
    return Unit.from(parameters);
  }

  @Override
  public void start(Run run) {
    this.run = run;
    fill = FillRule.from(run.parameters());
    released = run.parameters().text("counting").equals("released");
    boolean asPublished =
        run.network().unit() == Unit.OUTPUT_CHANNEL
            && run.budget().model().equals(CostModel.WEIGHTS);
    if (released && !asPublished) {
      throw new IllegalArgumentException(
          "counting: released is for output channels and a budget of parameters; use counting: paper");
    }
  }

  @Override
  public Selection select(Epoch epoch) {
    Ranking ranking = Ranking.random(run.network(), run.random());
    if (released) {
      int count = neuronsAsReleased(run.network(), run.budget());
      return Selection.of(run.network(), Arrays.copyOf(ranking.neurons(), count));
    }
    return ranking.fill(run.budget(), fill);
  }

  /**
   * Counts the neurons from the input side that fit the budget, a depthwise neuron taken to cost as
   * much as an ungrouped one: the published code's two slips.
   */
  static int neuronsAsReleased(Network network, Budget budget) {
    long left = budget.parameters();
    int count = 0;
    for (ConvolutionLayer layer : network.layers()) {
      long cost = (long) layer.inputChannels() * layer.kernelHeight() * layer.kernelWidth();
      for (int i = 0; i < layer.neurons(); i++) {
        left -= cost;
        if (left < 0) {
          return count;
        }
        count++;
      }
    }
    return count;
  }
}
