package org.neuronbench.testkit;

import java.util.List;
import java.util.function.Supplier;
import org.neuronbench.spi.Network;

/** The networks of the suite, made anew at every call. */
final class Networks {

  private static final int INPUT = 128;

  /** Expansion, channels, blocks, stride of the first block (Sandler et al. 2018, table 2). */
  private static final int[][] MOBILE_NET_STAGES = {
    {1, 16, 1, 1},
    {6, 24, 2, 2},
    {6, 32, 3, 2},
    {6, 64, 4, 2},
    {6, 96, 3, 1},
    {6, 160, 3, 2},
    {6, 320, 1, 1}
  };

  private Networks() {}

  /** Returns the real shapes first: a strategy may know these and refuse the others. */
  static List<Supplier<Network>> family() {
    return List.of(
        () -> mobileNetV2("mobilenet-v2", false),
        () -> mobileNetV2("mobilenet-v2-with-bias", true),
        Networks::resNet18,
        Networks::resNet50,
        Networks::oneNeuron,
        Networks::layersOfOneNeuron,
        Networks::depthwiseOnly,
        Networks::manyTinyLayers,
        Networks::fewCostlyNeurons);
  }

  /** 17,056 neurons, 2,189,760 parameters; 17,056 more with biases. */
  static Network mobileNetV2(String name, boolean bias) {
    NetworkBuilder net = new NetworkBuilder(3, INPUT, bias).convolution(32, 3, 2);
    for (int[] stage : MOBILE_NET_STAGES) {
      for (int block = 0; block < stage[2]; block++) {
        if (stage[0] != 1) {
          net.convolution(net.channels() * stage[0], 1, 1);
        }
        net.depthwise(3, block == 0 ? stage[3] : 1).convolution(stage[1], 1, 1);
      }
    }
    return net.convolution(1280, 1, 1).build(name);
  }

  /** 4,800 neurons, 11,166,912 parameters. */
  static Network resNet18() {
    NetworkBuilder net = new NetworkBuilder(3, INPUT, false).convolution(64, 7, 2).pool();
    for (int width = 64; width <= 512; width *= 2) {
      for (int block = 0; block < 2; block++) {
        int in = net.channels();
        net.convolution(width, 3, in == width ? 1 : 2).convolution(width, 3, 1);
        if (in != width) {
          net.shortcut(in, width);
        }
      }
    }
    return net.build("resnet-18");
  }

  /** 26,560 neurons, 23,454,912 parameters. */
  static Network resNet50() {
    NetworkBuilder net = new NetworkBuilder(3, INPUT, false).convolution(64, 7, 2).pool();
    int[] blocks = {3, 4, 6, 3};
    for (int stage = 0; stage < blocks.length; stage++) {
      int width = 64 << stage;
      for (int block = 0; block < blocks[stage]; block++) {
        int in = net.channels();
        int stride = stage > 0 && block == 0 ? 2 : 1;
        net.convolution(width, 1, 1).convolution(width, 3, stride).convolution(4 * width, 1, 1);
        if (block == 0) {
          net.shortcut(in, 4 * width);
        }
      }
    }
    return net.build("resnet-50");
  }

  static Network oneNeuron() {
    return new NetworkBuilder(3, 8, true).convolution(1, 3, 1).build("one-neuron");
  }

  static Network layersOfOneNeuron() {
    NetworkBuilder net = new NetworkBuilder(3, 8, false);
    for (int i = 0; i < 40; i++) {
      net.convolution(1, 1 + i % 3 * 2, 1);
    }
    return net.build("layers-of-one-neuron");
  }

  static Network depthwiseOnly() {
    NetworkBuilder net = new NetworkBuilder(64, 16, false);
    for (int i = 0; i < 6; i++) {
      net.depthwise(3 + i % 3 * 2, 1);
    }
    return net.build("depthwise-only");
  }

  static Network manyTinyLayers() {
    NetworkBuilder net = new NetworkBuilder(1, 4, true);
    for (int i = 0; i < 600; i++) {
      net.convolution(2 + i % 2, 1, 1);
    }
    return net.build("many-tiny-layers");
  }

  static Network fewCostlyNeurons() {
    return new NetworkBuilder(2048, 4, true)
        .convolution(3, 3, 1)
        .convolution(7, 1, 1)
        .build("few-costly-neurons");
  }
}
