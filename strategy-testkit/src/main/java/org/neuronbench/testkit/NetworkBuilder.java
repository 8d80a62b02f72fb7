package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.List;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

/** Builds networks layer by layer; a layer's input is the output of the one before. */
final class NetworkBuilder {

  private final List<ConvolutionLayer> layers = new ArrayList<>();
  private final boolean bias;
  private int neurons;
  private int channels;
  private int edge;

  NetworkBuilder(int channels, int edge, boolean bias) {
    this.channels = channels;
    this.edge = edge;
    this.bias = bias;
  }

  NetworkBuilder convolution(int out, int kernel, int stride) {
    return add(channels, out, 1, kernel, stride);
  }

  NetworkBuilder depthwise(int kernel, int stride) {
    return add(channels, channels, channels, kernel, stride);
  }

  /** Adds a convolution that reads from elsewhere: the shortcut of a residual block. */
  NetworkBuilder shortcut(int in, int out) {
    return add(in, out, 1, 1, 1);
  }

  NetworkBuilder pool() {
    edge = (edge + 1) / 2;
    return this;
  }

  int channels() {
    return channels;
  }

  private NetworkBuilder add(int in, int out, int groups, int kernel, int stride) {
    int after = (edge + stride - 1) / stride;
    layers.add(
        new ConvolutionLayer(
            "convolution-" + layers.size(),
            layers.size(),
            neurons,
            out,
            in,
            groups,
            kernel,
            kernel,
            bias,
            edge,
            edge,
            after,
            after));
    neurons += out;
    channels = out;
    edge = after;
    return this;
  }

  Network build(String name) {
    return new Network(name, layers);
  }
}
