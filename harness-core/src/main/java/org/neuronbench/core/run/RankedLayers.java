package org.neuronbench.core.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.OpenCell;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/**
 * Learns which convolutions matter, by training all of them: what strategies take that must know it
 * before (TraDy, MeDyate). Both scores are summed over the epochs: RGN, the summed gradient norms
 * of a layer's input channels over what one costs (arXiv 2510.19675), and LaRa, the norm of a
 * layer's gradient over what the whole costs (arXiv 2510.20979).
 */
public final class RankedLayers {

  private static final Set<Signal> SIGNALS =
      EnumSet.of(Signal.TRAINING_GRADIENT_NORM, Signal.LAYER_GRADIENT_NORM);

  private final CellSpec cell;
  private final Network network;
  private final double[] rgn;
  private final double[] lara;

  private RankedLayers(OpenCell open) {
    this.cell = open.spec();
    this.network = open.model().network().in(Unit.INPUT_CHANNEL);
    this.rgn = new double[network.layers().size()];
    this.lara = new double[network.layers().size()];
  }

  /**
   * Trains the cell's model on its data by its recipe, every neuron of it.
   *
   * @param listener hears of steps
   * @return the ranking as a text file
   */
  public static String learn(OpenCell open, TrainingEngine engine, RunListener listener) {
    RankedLayers ranked = new RankedLayers(open);
    ranked.train(open, engine, listener);
    return ranked.text();
  }

  private void train(OpenCell open, TrainingEngine engine, RunListener listener) {
    TrainingRecipe recipe = cell.training();
    RandomStream root = new RandomStream(cell.point().seed());
    TrainingData data = new TrainingData(open.dataset(), recipe, root);
    SessionSettings settings =
        FullTraining.session(
            recipe,
            open.dataset().classNames().size(),
            root.split("head"),
            Unit.INPUT_CHANNEL,
            SIGNALS);
    try (TrainingSession session = engine.open(open.model(), settings)) {
      for (int epoch = 0; epoch < recipe.totalEpochs(); epoch++) {
        int now = epoch;
        session.train(
            Selection.all(network),
            data.steps(epoch, data.schedule()),
            step -> listener.stepDone(now, step, data.batches()));
        add(session.observe(SIGNALS, data.velocityImages(1)).observations());
      }
    }
  }

  private void add(Observations observations) {
    double[] channels = observations.values(Signal.TRAINING_GRADIENT_NORM);
    double[] layers = observations.values(Signal.LAYER_GRADIENT_NORM);
    var price = CostModel.INPUT_CHANNEL_FP32.on(network);
    for (ConvolutionLayer layer : network.layers()) {
      int first = layer.firstNeuron();
      double cost = price.applyAsLong(Selection.of(network, first));
      rgn[layer.index()] += Arrays.stream(channels, first, first + layer.neurons()).sum() / cost;
      lara[layer.index()] += layers[layer.index()] / (cost * layer.neurons());
    }
  }

  private String text() {
    StringBuilder text =
        new StringBuilder("# Layer ranking of Neuronbench, by gradients of training\n");
    fact(text, "network", network.name());
    fact(text, "weights", cell.content().weights());
    fact(text, "dataset", cell.dataset());
    fact(text, "data", cell.content().data());
    fact(text, "seed", cell.point().seed());
    fact(text, "epochs", cell.training().totalEpochs());
    fact(text, "batch-norm", cell.training().get(Settings.BATCH_NORM).id());
    text.append("# layer: index name RGN LaRa\n");
    for (ConvolutionLayer layer : network.layers()) {
      int i = layer.index();
      fact(text, "layer", Text.format("%d %s %s %s", i, layer.name(), rgn[i], lara[i]));
    }
    return text.toString();
  }

  private static void fact(StringBuilder text, String key, Object value) {
    text.append(key).append(": ").append(value).append('\n');
  }
}
