package org.neuronbench.strategies;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Place;
import org.neuronbench.spi.RandomStream;

/** Networks written as layer tables, at 128 px where it matters. */
final class Nets {

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

  private final List<ConvolutionLayer> layers = new ArrayList<>();
  private int neurons;
  private int channels = 3;
  private int edge;

  private Nets(int edge) {
    this.edge = edge;
  }

  static Network mobileNetV2() {
    return mobileNetV2("mobilenet-v2", 1, 1280);
  }

  /** The network that tiny-training calls MobileNetV2-w0.35: its last convolution is narrower. */
  static Network mobileNetV2Narrow() {
    return mobileNetV2("mbv2-w0.35", 0.35, 448);
  }

  private static Network mobileNetV2(String name, double width, int last) {
    Nets net = new Nets(128);
    net.convolution(divisible(32 * width), 3, 2, false);
    for (int[] stage : MOBILE_NET_STAGES) {
      for (int i = 0; i < stage[2]; i++) {
        if (stage[0] != 1) {
          net.convolution(net.channels * stage[0], 1, 1, false);
        }
        net.depthwise(3, i == 0 ? stage[3] : 1);
        net.convolution(divisible(stage[1] * width), 1, 1, false);
      }
    }
    net.convolution(last, 1, 1, false);
    return net.build(name);
  }

  private static int divisible(double channels) {
    int rounded = Math.max(8, (int) (channels + 4) / 8 * 8);
    return rounded < 0.9 * channels ? rounded + 8 : rounded;
  }

  static Network resNet18() {
    Nets net = new Nets(128);
    net.convolution(64, 7, 2, false);
    net.edge /= 2;
    for (int width = 64; width <= 512; width *= 2) {
      for (int i = 0; i < 2; i++) {
        int in = net.channels;
        net.convolution(width, 3, in == width ? 1 : 2, false);
        net.convolution(width, 3, 1, false);
        if (in != width) {
          net.channels = in;
          net.convolution(width, 1, 1, false);
        }
      }
    }
    return net.build("resnet-18");
  }

  /** Biases everywhere, a depthwise layer, layers of one neuron. */
  static Network odd() {
    Nets net = new Nets(16);
    net.convolution(1, 3, 1, true);
    net.convolution(7, 1, 1, true);
    net.depthwise(5, 2);
    net.convolution(1, 1, 1, false);
    net.convolution(40, 3, 1, true);
    net.depthwise(3, 1);
    return net.build("odd");
  }

  static Network ofOneNeuron() {
    Nets net = new Nets(8);
    net.convolution(1, 3, 1, true);
    return net.build("one");
  }

  /** Ten neurons of nine parameters each. */
  static Network ten() {
    Nets net = new Nets(8);
    net.channels = 1;
    net.convolution(10, 3, 1, false);
    return net.build("ten");
  }

  /**
   * Four 1 x 1 convolutions on maps of 4 x 4 that can be computed with by hand: from 3 channels to
   * 4, 4, 4 and 2, with 12, 16, 16 and 8 weights.
   */
  static Network four() {
    Nets net = new Nets(4);
    net.convolution(4, 1, 1, false);
    net.convolution(4, 1, 1, false);
    net.convolution(4, 1, 1, false);
    net.convolution(2, 1, 1, false);
    return net.build("four");
  }

  /** Neurons 0-3 cost 27 parameters, 4-7 cost 4, 8 and 9 cost 4. */
  static Network costlyFirst() {
    Nets net = new Nets(4);
    net.convolution(4, 3, 1, false);
    net.convolution(4, 1, 1, false);
    net.convolution(2, 1, 1, false);
    return net.build("costly-first");
  }

  /** Two 1 x 1 convolutions from 3 channels to 3 on maps of 4 x 4. */
  static Network two() {
    Nets net = new Nets(4);
    net.convolution(3, 1, 1, false);
    net.convolution(3, 1, 1, false);
    return net.build("two");
  }

  static Network ofOneMac() {
    Nets net = new Nets(1);
    net.channels = 1;
    net.convolution(1, 1, 1, false);
    return net.build("one-mac");
  }

  /** Up to eight convolutions behind each other, of any widths and strides. */
  static Network ofRandomChain(RandomStream random) {
    Nets net = new Nets(16);
    int layers = 1 + random.nextInt(8);
    for (int i = 0; i < layers; i++) {
      int stride = 1 + random.nextInt(2);
      if (random.nextInt(3) == 0) {
        net.depthwise(3, stride);
      } else {
        net.convolution(1 + random.nextInt(6), 1 + 2 * random.nextInt(2), stride, false);
      }
    }
    return net.build("chain");
  }

  /** Convolution 0, then 1 and 2 with the shortcut 3 beside them; 2 channels and 4 x 4 each. */
  static Network residual() {
    Nets net = new Nets(4);
    net.channels = 2;
    IntStream.range(0, 4).forEach(i -> net.convolution(2, 1, 1, false));
    List<List<Integer>> before = List.of(List.of(), List.of(0), List.of(1), List.of(0));
    return new Network(
        "residual", net.layers.stream().map(l -> behind(l, before.get(l.index()))).toList());
  }

  private static ConvolutionLayer behind(ConvolutionLayer layer, List<Integer> before) {
    return new ConvolutionLayer(
        layer.name(),
        layer.index(),
        layer.firstNeuron(),
        layer.outputChannels(),
        layer.inputChannels(),
        layer.groups(),
        layer.kernelHeight(),
        layer.kernelWidth(),
        layer.bias(),
        layer.inputHeight(),
        layer.inputWidth(),
        layer.outputHeight(),
        layer.outputWidth(),
        layer.strideHeight(),
        layer.strideWidth(),
        layer.unit(),
        new Place(layer.index(), Place.Role.PLAIN, before, List.of()));
  }

  /** Reads {@code 1 2 3}. */
  static List<Integer> numbers(String text) {
    return Stream.of(text.split(" ")).filter(t -> !t.isEmpty()).map(Integer::valueOf).toList();
  }

  private void convolution(int out, int kernel, int stride, boolean bias) {
    add(out, 1, kernel, stride, bias);
  }

  private void depthwise(int kernel, int stride) {
    add(channels, channels, kernel, stride, false);
  }

  private void add(int out, int groups, int kernel, int stride, boolean bias) {
    int after = (edge + stride - 1) / stride;
    layers.add(
        new ConvolutionLayer(
            "conv" + layers.size(),
            layers.size(),
            neurons,
            out,
            channels,
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
  }

  private Network build(String name) {
    return new Network(name, layers);
  }
}
