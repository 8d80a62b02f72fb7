package org.neuronbench.engine.onednn;

import java.util.List;
import org.neuronbench.engine.ParameterLayout.BatchNorm;
import org.neuronbench.engine.ParameterLayout.Weights;
import org.neuronbench.engine.onednn.Geometry.Size;
import org.neuronbench.engine.onednn.Node.BatchNormSettings;
import org.neuronbench.engine.onednn.Node.Convolution;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Unit;

/** Convolutions of a 4x4 map, whose weights lie at a place of a made-up parameter vector. */
final class Convolutions {

  private Convolutions() {}

  private static ConvolutionLayer layer(int neurons, int inputs, int groups, int kernel) {
    return new ConvolutionLayer(
        "layer", 0, 0, neurons, inputs, groups, kernel, kernel, false, 4, 4, 4, 4);
  }

  static Weights weights(int neurons, int inputs, int kernel, int offset, int biasOffset) {
    int count = inputs * kernel * kernel;
    return new Weights(layer(neurons, inputs, 1, kernel), offset, count, 1, biasOffset);
  }

  static Weights depthwise(int channels, int kernel, int offset) {
    return new Weights(layer(channels, channels, channels, kernel), offset, 1, channels, -1);
  }

  /** Describes the same weights by input channels. */
  static Weights inputs(Weights w) {
    ConvolutionLayer layer =
        new Network("one", List.of(w.layer())).in(Unit.INPUT_CHANNEL).layers().get(0);
    return new Weights(layer, w.offset(), w.rowStride(), w.weightStride(), w.biasOffset());
  }

  static Convolution node(Weights weights, BatchNorm norm, float epsilon) {
    int pad = weights.layer().kernelHeight() / 2;
    Geometry geometry = Geometry.of(weights.layer(), new Size(1, 1), new Size(pad, pad));
    return new Convolution(
        "layer",
        0,
        1,
        geometry,
        weights,
        norm,
        new BatchNormSettings(epsilon, 0),
        Activation.NONE,
        false);
  }
}
