package org.example.detrgn;

import java.util.List;
import java.util.Set;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Ranking;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/**
 * The input channels whose gradients are greatest for what they cost, afresh each epoch: "D-Det
 * RGN" of arXiv 2510.19675, against which methods that need no full gradient are judged.
 */
public final class DetRgn implements NeuronSelectionStrategy {

  private Run run;

  @Override
  public String id() {
    return "det-rgn";
  }

  @Override
  public String description() {
    return "Input channels of greatest gradient norm for their cost, from a full gradient before"
        + " each epoch: an oracle (D-Det RGN of Quelennec et al., arXiv 2510.19675).";
  }

  @Override
  public Unit unit(Parameters parameters) {
    return Unit.INPUT_CHANNEL;
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.GRADIENT_NORM);
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.choice(
            "score",
            List.of("rgn", "raw"),
            "gradient norm for the cost, or alone (Det Raw of arXiv 2510.20979, in all layers)"),
        FillRule.parameter());
  }

  @Override
  public void start(Run run) {
    this.run = run;
  }

  @Override
  public Selection select(Epoch epoch) {
    double[] norms =
        epoch.observations().has(Signal.GRADIENT_NORM)
            ? epoch.observations().values(Signal.GRADIENT_NORM)
            : new double[run.network().neurons()];
    return Ranking.byScore(run.network(), scores(norms))
        .fill(run.budget(), FillRule.from(run.parameters()));
  }

  /** A gradient that is no number counts as none. */
  private double[] scores(double[] norms) {
    Network network = run.network();
    boolean raw = run.parameters().text("score").equals("raw");
    var tally = run.budget().tally(network); // stays empty: prices each channel as if alone
    double[] scores = new double[norms.length];
    for (int channel = 0; channel < scores.length; channel++) {
      double norm = Double.isFinite(norms[channel]) ? norms[channel] : 0;
      scores[channel] = raw ? norm : norm / tally.costOf(channel);
    }
    return scores;
  }
}
