package org.neuronbench.strategies;

import java.util.List;
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
import org.neuronbench.spi.Unit;

/**
 * Draws input channels uniformly from the layers that matter, afresh each epoch (TraDy, arXiv
 * 2510.19675). The layers are chosen offline, on another dataset, by their relative gradient norm.
 */
public final class TraDy implements NeuronSelectionStrategy {

  private Run run;
  private FillRule fill;
  private int[] channels;

  @Override
  public String id() {
    return "trady";
  }

  @Override
  public String description() {
    return "Uniformly random input channels of the layers of greatest relative gradient norm, drawn"
        + " afresh each epoch (TraDy, arXiv 2510.19675).";
  }

  @Override
  public Unit unit(Parameters parameters) {
    return Unit.INPUT_CHANNEL;
  }

  @Override
  public List<ParameterSpec> parameters() {
    return Stream.concat(LayerRanking.parameters().stream(), Stream.of(FillRule.parameter()))
        .toList();
  }

  @Override
  public void start(Run run) {
    this.run = run;
    fill = FillRule.from(run.parameters());
    LayerRanking ranking = LayerRanking.of(run, LayerRanking.By.RGN);
    channels = ranking.channels(run.network(), ranking.layers().size());
  }

  @Override
  public Selection select(Epoch epoch) {
    int[] order =
        IntStream.of(run.random().permutation(channels.length)).map(i -> channels[i]).toArray();
    return Ranking.of(run.network(), order).fill(run.budget(), fill);
  }
}
