package org.neuronbench.strategies;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Ranking;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/**
 * Draws input channels in proportion to the gradients last seen of them, from the layers that
 * matter (MeDyate, arXiv 2510.20979). A channel never trained weighs as much as the greatest seen
 * in the first epoch. The gradient of a channel is that summed over an epoch, which the paper
 * leaves open.
 */
public final class MeDyate implements NeuronSelectionStrategy {

  private Run run;
  private FillRule fill;
  private int[] channels;
  private double[] weights = new double[0];

  @Override
  public String id() {
    return "medyate";
  }

  @Override
  public String description() {
    return "Input channels of the layers of greatest gradient for their memory, drawn in proportion"
        + " to the gradient norms last seen (MeDyate, arXiv 2510.20979).";
  }

  @Override
  public Unit unit(Parameters parameters) {
    return Unit.INPUT_CHANNEL;
  }

  @Override
  public List<ParameterSpec> parameters() {
    return Stream.concat(
            LayerRanking.parameters().stream(),
            Stream.of(
                ParameterSpec.number(
                    "alpha",
                    0.2,
                    0.01,
                    1,
                    "so many layers of a learned ranking that the budget is at most this share of"
                        + " them; the published layers are all taken"),
                FillRule.parameter()))
        .toList();
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.TRAINING_GRADIENT_NORM);
  }

  @Override
  public void start(Run run) {
    this.run = run;
    fill = FillRule.from(run.parameters());
    LayerRanking ranking = LayerRanking.of(run, LayerRanking.By.LARA);
    double wanted = run.budget().limit() / run.parameters().number("alpha");
    channels =
        ranking.channels(
            run.network(),
            ranking.learned()
                ? ranking.worth(run.network(), run.budget().model(), wanted)
                : ranking.layers().size());
  }

  @Override
  public Selection select(Epoch epoch) {
    if (epoch.observations().has(Signal.TRAINING_GRADIENT_NORM)) {
      learn(epoch.observations().values(Signal.TRAINING_GRADIENT_NORM));
    }
    double[] keys = new double[run.network().neurons()];
    for (int channel : channels) {
      double weight = weights.length == 0 ? 1 : weights[channel];
      // Greatest first these are successive draws in proportion (Efraimidis and Spirakis 2006).
      keys[channel] = Math.log(1 - run.random().nextDouble()) / weight;
    }
    int[] order =
        IntStream.of(channels)
            .boxed()
            .sorted(Comparator.comparingDouble(c -> -keys[c]))
            .mapToInt(c -> c)
            .toArray();
    return Ranking.of(run.network(), order).fill(run.budget(), fill);
  }

  /** What was not trained has no gradient, and keeps its weight. */
  private void learn(double[] norms) {
    double most = Arrays.stream(norms).filter(Double::isFinite).max().orElse(0);
    if (weights.length == 0) {
      if (!(most > 0)) {
        return; // nothing was trained yet: all weigh the same
      }
      weights = new double[norms.length];
      Arrays.fill(weights, most);
    }
    for (int i = 0; i < norms.length; i++) {
      if (Double.isFinite(norms[i])) {
        weights[i] = Math.max(norms[i], Double.MIN_NORMAL);
      }
    }
  }
}
