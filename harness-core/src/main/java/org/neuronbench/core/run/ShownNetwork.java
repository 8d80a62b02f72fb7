package org.neuronbench.core.run;

import org.neuronbench.control.RankingControls;
import org.neuronbench.core.experiment.Control;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;

/**
 * The network as a strategy is shown it: in a control experiment its rankings are tampered with.
 */
final class ShownNetwork implements AutoCloseable {

  private final Network real;
  private final Network shown;
  private final Control control;
  private final RandomStream random;
  private boolean ranked;

  ShownNetwork(Network real, Control control, RandomStream random) {
    this.real = real;
    this.control = control;
    this.random = random;
    this.shown = control == Control.NONE ? real : new Network(real.name(), real.layers());
    if (control != Control.NONE) {
      RankingControls.attach(shown, this::controlled);
    }
  }

  Network real() {
    return real;
  }

  Network shown() {
    return shown;
  }

  /** Says whether the control never had anything to change. */
  boolean idle() {
    return control != Control.NONE && !ranked;
  }

  private int[] controlled(int[] order) {
    ranked = true;
    int[] changed = new int[order.length];
    int[] places = control == Control.SHUFFLED ? random.permutation(order.length) : new int[0];
    for (int i = 0; i < order.length; i++) {
      changed[i] = control == Control.SHUFFLED ? order[places[i]] : order[order.length - 1 - i];
    }
    return changed;
  }

  /** Turns a selection from the network shown into one of the real network. */
  Selection real(Selection selection) {
    return shown == real ? selection : Selection.of(real, selection.neurons().toArray());
  }

  @Override
  public void close() {
    RankingControls.detach(shown);
  }
}
