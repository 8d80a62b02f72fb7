package org.neuronbench.engine.onednn;

import org.neuronbench.engine.onednn.Node.Convolution;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Selection;

/**
 * What a step updates: the chosen channels of each convolution. Bound to a program, not compiled.
 */
final class Choice {

  private final Selection selection;
  private final int[][] channels;

  Choice(Selection selection) {
    this.selection = selection;
    this.channels =
        selection.network().layers().stream()
            .map(layer -> channels(selection, layer))
            .toArray(int[][]::new);
  }

  private static int[] channels(Selection selection, ConvolutionLayer layer) {
    return selection.neuronsIn(layer).map(neuron -> neuron - layer.firstNeuron()).toArray();
  }

  Selection selection() {
    return selection;
  }

  /** Returns the chosen channels, ascending; not a copy. */
  int[] of(Convolution node) {
    return channels[node.weights().layer().index()];
  }
}
