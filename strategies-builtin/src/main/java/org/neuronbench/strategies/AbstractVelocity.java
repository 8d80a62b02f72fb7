package org.neuronbench.strategies;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Ranking;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** Updates the neurons of greatest velocity; what is ranked exactly is the subclass's matter. */
abstract class AbstractVelocity implements NeuronSelectionStrategy {

  private static final List<ParameterSpec> PARAMETERS =
      Stream.concat(
              NeuronVelocity.parameters().stream(),
              Stream.of(
                  FillRule.parameter(),
                  ParameterSpec.choice(
                      "first-epoch",
                      List.of("random", "sparse-update", "full"),
                      "what epoch 0 updates, before any velocity is known; full needs a budget of"
                          + " 100 %")))
          .toList();

  private Run run;
  private FillRule fill;
  private NeuronVelocity velocity;

  /** Returns what to rank a neuron by, given the size of its velocity. */
  abstract double score(Network network, int neuron, double speed);

  @Override
  public final Set<Signal> signals() {
    return Set.of(Signal.OUTPUT_SIMILARITY, Signal.WEIGHT_NORM);
  }

  @Override
  public final List<ParameterSpec> parameters() {
    return PARAMETERS;
  }

  @Override
  public final int observationImages() {
    return run.parameters().integer("images");
  }

  @Override
  public final void start(Run run) {
    this.run = run;
    fill = FillRule.from(run.parameters());
    velocity = new NeuronVelocity(run.network().neurons(), run.parameters());
    if (run.parameters().text("first-epoch").equals("sparse-update")) {
      SparseUpdateScheme.largestWithin(run.network(), run.budget()); // refuses unknown networks
    }
    long whole = run.budget().model().total(run.network());
    if (run.parameters().text("first-epoch").equals("full") && run.budget().limit() < whole) {
      throw new IllegalArgumentException(
          String.format(
                  Locale.ROOT,
                  "first-epoch: full would update %d %s, the budget is %d; use random or",
                  whole,
                  run.budget().model().kind().counts(),
                  run.budget().limit())
              + " sparse-update");
    }
  }

  @Override
  public final Selection select(Epoch epoch) {
    if (!epoch.observations().has(Signal.OUTPUT_SIMILARITY)) {
      return firstSelection(epoch);
    }
    velocity.advance(epoch.observations().values(Signal.OUTPUT_SIMILARITY));
    Network network = run.network();
    double[] scores = new double[network.neurons()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = score(network, i, velocity.speed(i));
    }
    return Ranking.byScore(network, scores).fill(run.budget(), fill);
  }

  private Selection firstSelection(Epoch epoch) {
    return switch (run.parameters().text("first-epoch")) {
      case "full" -> Selection.all(run.network());
      case "sparse-update" ->
          SparseUpdateScheme.largestWithin(run.network(), run.budget())
              .select(run.network(), SparseUpdate.weightNorms(epoch, run.network()));
      default -> Ranking.random(run.network(), run.random()).fill(run.budget(), fill);
    };
  }
}
