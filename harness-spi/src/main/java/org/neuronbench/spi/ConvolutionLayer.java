package org.neuronbench.spi;

import java.util.Locale;

/**
 * One convolution of a network, as strategies see it. Its <em>neurons</em> are its output channels,
 * or its input channels if that is the {@link Unit} of the run.
 *
 * @param name the module's name in the network, torchvision's where it has one
 * @param index position among the network's convolutions, from 0
 * @param firstNeuron the global index of the layer's first neuron
 * @param outputChannels output channels
 * @param inputChannels input channels of the whole convolution
 * @param groups groups; equal to {@code inputChannels} for a depthwise convolution
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param bias whether each neuron has a bias
 * @param inputHeight rows of the input map
 * @param inputWidth columns of the input map
 * @param outputHeight rows of the output map
 * @param outputWidth columns of the output map
 * @param strideHeight rows that the kernel moves at a time
 * @param strideWidth columns that it moves at a time
 * @param unit what a neuron is
 * @param place where it stands among the others
 */
public record ConvolutionLayer(
    String name,
    int index,
    int firstNeuron,
    int outputChannels,
    int inputChannels,
    int groups,
    int kernelHeight,
    int kernelWidth,
    boolean bias,
    int inputHeight,
    int inputWidth,
    int outputHeight,
    int outputWidth,
    int strideHeight,
    int strideWidth,
    Unit unit,
    Place place) {

  /**
   * Checks that every extent is positive and the groups divide the channels.
   *
   * @param name not empty
   * @param index not negative
   * @param firstNeuron not negative
   * @param outputChannels positive, a multiple of the groups
   * @param inputChannels positive, a multiple of the groups
   * @param groups positive
   * @param kernelHeight positive
   * @param kernelWidth positive
   * @param bias either
   * @param inputHeight positive
   * @param inputWidth positive
   * @param outputHeight positive
   * @param outputWidth positive
   * @param strideHeight positive
   * @param strideWidth positive
   * @param unit either
   * @param place any
   * @throws IllegalArgumentException if one is not
   */
  public ConvolutionLayer {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A convolution needs a name");
    }
    if (index < 0 || firstNeuron < 0) {
      throw new IllegalArgumentException("Indices of " + name + " must not be negative");
    }
    requirePositive(name, "output channels", outputChannels);
    requirePositive(name, "input channels", inputChannels);
    requirePositive(name, "groups", groups);
    requirePositive(name, "kernel height", kernelHeight);
    requirePositive(name, "kernel width", kernelWidth);
    requirePositive(name, "input height", inputHeight);
    requirePositive(name, "input width", inputWidth);
    requirePositive(name, "output height", outputHeight);
    requirePositive(name, "output width", outputWidth);
    requirePositive(name, "stride height", strideHeight);
    requirePositive(name, "stride width", strideWidth);
    if (inputChannels % groups != 0 || outputChannels % groups != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %d groups must divide %d input and %d output channels",
              name,
              groups,
              inputChannels,
              outputChannels));
    }
  }

  /**
   * Creates a convolution of a plain chain whose neurons are its output channels; the stride is
   * what the maps suggest.
   *
   * @param name the module's name
   * @param index position among the network's convolutions
   * @param firstNeuron the global index of the layer's first neuron
   * @param neurons output channels
   * @param inputChannels input channels of the whole convolution
   * @param groups groups
   * @param kernelHeight rows of the kernel
   * @param kernelWidth columns of the kernel
   * @param bias whether each neuron has a bias
   * @param inputHeight rows of the input map
   * @param inputWidth columns of the input map
   * @param outputHeight rows of the output map
   * @param outputWidth columns of the output map
   * @throws IllegalArgumentException if an extent is not positive or the groups do not divide the
   *     channels
   */
  public ConvolutionLayer(
      String name,
      int index,
      int firstNeuron,
      int neurons,
      int inputChannels,
      int groups,
      int kernelHeight,
      int kernelWidth,
      boolean bias,
      int inputHeight,
      int inputWidth,
      int outputHeight,
      int outputWidth) {
    this(
        name,
        index,
        firstNeuron,
        neurons,
        inputChannels,
        groups,
        kernelHeight,
        kernelWidth,
        bias,
        inputHeight,
        inputWidth,
        outputHeight,
        outputWidth,
        stride(inputHeight, outputHeight),
        stride(inputWidth, outputWidth),
        Unit.OUTPUT_CHANNEL,
        Place.inChain(Math.max(0, index)));
  }

  private static int stride(int input, int output) {
    return output <= 0 ? 1 : Math.max(1, (input + output - 1) / output);
  }

  /**
   * Returns the same convolution described in another unit.
   *
   * @param other what a neuron is to be
   * @param first the global index of its first neuron then
   * @return a copy
   */
  ConvolutionLayer in(Unit other, int first) {
    return new ConvolutionLayer(
        name,
        index,
        first,
        outputChannels,
        inputChannels,
        groups,
        kernelHeight,
        kernelWidth,
        bias,
        inputHeight,
        inputWidth,
        outputHeight,
        outputWidth,
        strideHeight,
        strideWidth,
        other,
        place);
  }

  private boolean input() {
    return unit == Unit.INPUT_CHANNEL;
  }

  /**
   * Returns the number of neurons: of output channels, or of input channels if that is the unit.
   *
   * @return neurons
   */
  public int neurons() {
    return input() ? inputChannels : outputChannels;
  }

  /**
   * Returns the neurons that belong to one group.
   *
   * @return {@code neurons() / groups}
   */
  public int neuronsPerGroup() {
    return neurons() / groups;
  }

  private static void requirePositive(String name, String what, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s: %s must be positive, not %d", name, what, value));
    }
  }

  /**
   * Returns the cost of one neuron: its weights, plus one for an output channel with a bias.
   *
   * @return parameters
   */
  public int parametersPerNeuron() {
    return weightsPerNeuron() + (bias && !input() ? 1 : 0);
  }

  /**
   * Returns the weights of one neuron without its bias: {@code (Cin / groups) * kh * kw} of an
   * output channel, {@code (Cout / groups) * kh * kw} of an input channel.
   *
   * @return weights
   */
  public int weightsPerNeuron() {
    return (input() ? outputChannels : inputChannels) / groups * kernelHeight * kernelWidth;
  }

  /**
   * Returns the multiply-accumulates of one neuron in one forward pass of one image, and as many in
   * its weight gradient.
   *
   * @return MACs
   */
  public long macsPerNeuron() {
    return (long) weightsPerNeuron() * outputArea();
  }

  /**
   * Returns the parameters of the whole layer.
   *
   * @return parameters
   */
  public long parameters() {
    return (long) parametersPerNeuron() * neurons();
  }

  /**
   * Returns the multiply-accumulates of the whole layer in one forward pass of one image.
   *
   * @return MACs
   */
  public long macs() {
    return macsPerNeuron() * neurons();
  }

  /**
   * Returns the bytes of one output channel's map for one image, as 32-bit floats.
   *
   * @return bytes
   */
  public long outputBytesPerNeuron() {
    return 4L * outputArea();
  }

  /**
   * Returns the bytes of the input of the whole layer for one image, as 32-bit floats: what must be
   * kept for its weight gradient.
   *
   * @return bytes
   */
  public long inputBytes() {
    return 4L * inputChannels * inputArea();
  }

  /**
   * Returns the values of one channel's input map.
   *
   * @return {@code inputHeight * inputWidth}
   */
  public int inputArea() {
    return inputHeight * inputWidth;
  }

  /**
   * Returns the values of one channel's output map.
   *
   * @return {@code outputHeight * outputWidth}
   */
  public int outputArea() {
    return outputHeight * outputWidth;
  }

  /**
   * Says whether each output channel sees its own group of one input channel.
   *
   * @return whether the convolution is depthwise
   */
  public boolean depthwise() {
    return groups > 1 && groups == inputChannels;
  }
}
