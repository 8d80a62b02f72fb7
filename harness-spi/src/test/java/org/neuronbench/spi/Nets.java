package org.neuronbench.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Small networks whose costs can be added up by hand. */
final class Nets {

  private Nets() {}

  static ConvolutionLayer layer(int index, int firstNeuron, int neurons, int in, int kernel) {
    return new ConvolutionLayer(
        "conv" + index, index, firstNeuron, neurons, in, 1, kernel, kernel, false, 8, 8, 8, 8);
  }

  static ConvolutionLayer grouped(int in, int out, int groups, boolean bias) {
    return new ConvolutionLayer("conv", 0, 0, out, in, groups, 3, 3, bias, 8, 8, 4, 2);
  }

  /** Neurons 0 to 3 cost 27 each, 4 and 5 cost 4 each: 116 parameters. */
  static Network small() {
    return new Network("small", List.of(layer(0, 0, 4, 3, 3), layer(1, 4, 2, 4, 1)));
  }

  /** One-neuron layers of these costs. */
  static Network ofCosts(int... costs) {
    ConvolutionLayer[] layers = new ConvolutionLayer[costs.length];
    for (int i = 0; i < costs.length; i++) {
      layers[i] = layer(i, i, 1, costs[i], 1);
    }
    return new Network("costs", List.of(layers));
  }

  /** One convolution of an edge by edge kernel on square maps, in channels to out. */
  static ConvolutionLayer square(
      int in, int out, int groups, int kernel, boolean bias, int edge, int outEdge) {
    return new ConvolutionLayer(
        "conv", 0, 0, out, in, groups, kernel, kernel, bias, edge, edge, outEdge, outEdge);
  }

  static Network of(Unit unit, ConvolutionLayer... layers) {
    return new Network("net", List.of(layers)).in(unit);
  }

  /** The same layer behind others. */
  static ConvolutionLayer placed(
      ConvolutionLayer layer, int index, int firstNeuron, Integer... before) {
    return new ConvolutionLayer(
        layer.name() + index,
        index,
        firstNeuron,
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
        new Place(index, Place.Role.PLAIN, List.of(before), List.of()));
  }

  /** Layers of any groups, kernels and strides, each behind up to two of those before it. */
  static Network random(RandomStream random) {
    List<ConvolutionLayer> layers = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      int groups = 1 + random.nextInt(3);
      int out = groups * (1 + random.nextInt(3));
      int edge = 1 + random.nextInt(6);
      ConvolutionLayer layer =
          square(
              groups * (1 + random.nextInt(3)),
              out,
              groups,
              1 + random.nextInt(3),
              random.nextInt(2) == 0,
              edge,
              1 + random.nextInt(edge));
      int last = i;
      Integer[] before =
          IntStream.range(0, i == 0 ? 0 : 2)
              .mapToObj(j -> random.nextInt(last))
              .distinct()
              .toArray(Integer[]::new);
      layers.add(placed(layer, i, first, before));
      first += out;
    }
    return of(Unit.values()[random.nextInt(2)], layers.toArray(ConvolutionLayer[]::new));
  }

  /** Reads {@code 1 2 3}. */
  static int[] numbers(String text) {
    return Stream.of(text.split(" "))
        .filter(t -> !t.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  /** Adds up {@code 1 + 2 + 3}. */
  static long sum(String text) {
    return IntStream.of(numbers(text.replace(" + ", " "))).sum();
  }
}
