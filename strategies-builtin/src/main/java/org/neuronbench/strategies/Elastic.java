package org.neuronbench.strategies;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Reselection;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/**
 * Chooses whole convolutions under a budget of time, which is counted in multiply-accumulates: the
 * greatest summed gain of a trial step, by dynamic programming over the first layer trained and the
 * time spent (after ElasticTrainer, arXiv 2312.14227, which profiles seconds and also chooses
 * biases and batch norms). An oracle: a trial step moves everything.
 */
public final class Elastic implements NeuronSelectionStrategy {

  /** Steps that the budget is divided into; costs are rounded up, so that it is kept. */
  private static final int STEPS = 2000;

  private Run run;

  @Override
  public String id() {
    return "elastic";
  }

  @Override
  public String description() {
    return "Whole convolutions of the greatest summed gain of a trial step within a budget of MACs,"
        + " path of input gradients included: an oracle; after ElasticTrainer (arXiv 2312.14227).";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.integer("every", 4, 1, 1_000_000, "epochs that a selection holds"));
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.TRIAL_STEP_GAIN);
  }

  @Override
  public Reselection reselection() {
    return Reselection.everyEpochs(run.parameters().integer("every"));
  }

  @Override
  public void start(Run run) {
    this.run = run;
    if (run.budget().model().kind() != CostModel.Kind.MACS) {
      throw new IllegalArgumentException(
          "elastic keeps within a budget of time; give budgets such as 'macs: 30%', not "
              + run.budget());
    }
  }

  @Override
  public Selection select(Epoch epoch) {
    long[] path = paths();
    double[] gain = gains(epoch.observations().values(Signal.TRIAL_STEP_GAIN));
    double[][] behind = behind(gain);
    double most = 0;
    int first = gain.length; // none
    int left = 0;
    for (int i = 0; i < gain.length; i++) {
      int then = STEPS - steps(path[i] + run.network().layers().get(i).macs());
      if (gain[i] > 0 && then >= 0 && gain[i] + behind[i + 1][then] > most) {
        most = gain[i] + behind[i + 1][then];
        first = i;
        left = then;
      }
    }
    return layers(first, left, behind);
  }

  private double[] gains(double[] ofNeurons) {
    Network network = run.network();
    double[] gains = new double[network.layers().size()];
    for (int n = 0; n < ofNeurons.length; n++) {
      gains[network.layerOf(n).index()] += Double.isFinite(ofNeurons[n]) ? ofNeurons[n] : 0;
    }
    return gains;
  }

  /** What input gradients cost where a layer is the first one trained, the later ones all are. */
  private long[] paths() {
    Network network = run.network();
    long[] paths = new long[network.layers().size()];
    BitSet trained = new BitSet();
    long weights = 0;
    for (int i = paths.length - 1; i >= 0; i--) {
      ConvolutionLayer layer = network.layers().get(i);
      trained.set(layer.firstNeuron());
      weights += layer.macsPerNeuron();
      paths[i] = CostModel.MACS.cost(Selection.of(network, trained)) - weights;
    }
    return paths;
  }

  private int steps(long macs) {
    double steps = Math.ceil((double) macs * STEPS / run.budget().limit());
    return steps > STEPS ? STEPS + 1 : (int) steps;
  }

  /** The greatest gain of layers from one on, their path paid, within so many steps of time. */
  private double[][] behind(double[] gain) {
    double[][] behind = new double[gain.length + 1][STEPS + 1];
    for (int i = gain.length - 1; i > 0; i--) {
      int cost = steps(run.network().layers().get(i).macs());
      for (int t = 0; t <= STEPS; t++) {
        double without = behind[i + 1][t];
        boolean fits = gain[i] > 0 && cost <= t;
        behind[i][t] = fits ? Math.max(without, gain[i] + behind[i + 1][t - cost]) : without;
      }
    }
    return behind;
  }

  /** A first layer, and those behind it that give the greatest gain. */
  private Selection layers(int first, int left, double[][] behind) {
    BitSet neurons = new BitSet();
    int t = left;
    for (ConvolutionLayer layer : run.network().layers()) {
      int i = layer.index();
      boolean behindIt = i > first && behind[i][t] > behind[i + 1][t];
      if (i == first || behindIt) {
        neurons.set(layer.firstNeuron(), layer.firstNeuron() + layer.neurons());
      }
      t -= behindIt ? steps(layer.macs()) : 0;
    }
    return Selection.of(run.network(), neurons);
  }
}
