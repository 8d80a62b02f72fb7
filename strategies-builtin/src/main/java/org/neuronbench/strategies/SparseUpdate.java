package org.neuronbench.strategies;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/**
 * Updates a fixed share of fixed layers, the channels of greatest pretrained weight norm (Sparse
 * Update; Lin et al., NeurIPS 2022): input channels as published, or output channels as used by
 * Quelennec et al. 2024. Biases are batch norm's matter here, which the recipe trains or freezes
 * for every strategy alike.
 */
public final class SparseUpdate implements NeuronSelectionStrategy {

  private Network network;
  private SparseUpdateScheme scheme;
  private Selection chosen;

  @Override
  public String id() {
    return "sparse-update";
  }

  @Override
  public String description() {
    return "A fixed scheme of layers and channel shares, chosen offline (Sparse Update, Lin et al."
        + " 2022); channels by pretrained weight norm. With unit: input as it was published, with"
        + " unit: output as Quelennec et al. 2024 use it.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        Unit.parameter(),
        ParameterSpec.choice(
            "scheme",
            List.of("auto", "s1", "s2", "s3", "s4", "s5"),
            "a published scheme of the network's family; auto takes the largest that fits the"
                + " budget"),
        ParameterSpec.text(
            "layers",
            "",
            "a scheme of your own instead: CONVOLUTION:SHARE pairs such as '36:1 39:.25'"));
  }

  @Override
  public Unit unit(Parameters parameters) {
    return Unit.from(parameters);
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.WEIGHT_NORM);
  }

  @Override
  public void start(Run run) {
    network = run.network();
    scheme = schemeOf(run);
    chosen = Selection.none(network);
    if (!scheme.fits(network, run.budget())) {
      throw new IllegalArgumentException(
          String.format(
                  Locale.ROOT,
                  "%s updates %d %s of %s, the budget is %d; use scheme: auto, a smaller scheme or a",
                  scheme,
                  scheme.cost(network, run.budget().model()),
                  run.budget().model().kind().counts(),
                  network.name(),
                  run.budget().limit())
              + " greater budget");
    }
  }

  private static SparseUpdateScheme schemeOf(Run run) {
    String own = run.parameters().text("layers");
    String name = run.parameters().text("scheme");
    if (!own.isBlank()) {
      return SparseUpdateScheme.parse("layers", 0, own);
    }
    return name.equals("auto")
        ? SparseUpdateScheme.largestWithin(run.network(), run.budget())
        : SparseUpdateScheme.published(run.network(), name);
  }

  @Override
  public Selection select(Epoch epoch) {
    if (epoch.index() == 0) {
      chosen = scheme.select(network, weightNorms(epoch, network));
    }
    return chosen;
  }

  /** Returns the weight norms, or all zero (lowest channels first) where none were measured. */
  static double[] weightNorms(Epoch epoch, Network network) {
    return epoch.observations().has(Signal.WEIGHT_NORM)
        ? epoch.observations().values(Signal.WEIGHT_NORM)
        : new double[network.neurons()];
  }
}
