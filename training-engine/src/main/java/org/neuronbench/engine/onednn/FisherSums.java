package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.List;
import org.neuronbench.engine.onednn.ConvolutionOps.Convolve;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

/**
 * Fisher information of every output channel (TinyTrain): {@code sum over images of (sum over
 * pixels of a g)^2 / (2 N)}. Where an activation was cut the gradient before it is zero, so that
 * the output after it can stand for the one before.
 */
final class FisherSums implements Differentiation.Taps {

  private final double[] values;
  private final int images;

  FisherSums(Network network, int images) {
    this.values = new double[network.neurons()];
    this.images = images;
  }

  @Override
  public void tap(Graph graph, Convolve convolve, Value gradient) {
    ConvolutionLayer layer = convolve.node().weights().layer();
    graph.add(
        new MapOps.Tap(
            List.of(convolve.output(), gradient),
            (p, slots) -> add(layer, p.view(slots.get(0)), p.view(slots.get(1)))));
  }

  private void add(ConvolutionLayer layer, FloatBuffer outputs, FloatBuffer gradients) {
    int channels = layer.outputChannels();
    int length = channels * layer.outputArea();
    for (int image = 0; image < images; image++) {
      double[] sums = new double[channels];
      for (int i = 0; i < length; i++) {
        int at = image * length + i;
        sums[i % channels] += (double) outputs.get(at) * gradients.get(at);
      }
      for (int c = 0; c < channels; c++) {
        double ofImage = sums[c] * images; // the loss is a mean
        values[layer.firstNeuron() + c] += ofImage * ofImage / (2.0 * images);
      }
    }
  }

  double[] values() {
    return values;
  }
}
