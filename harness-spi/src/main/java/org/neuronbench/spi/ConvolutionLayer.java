package org.neuronbench.spi;

import java.util.Locale;

/**
 * One convolution of a network, as strategies see it.
 *
 * @param name the module's name in the network, torchvision's where it has one
 * @param index position among the network's convolutions, from 0
 * @param firstNeuron the global index of the layer's first neuron
 * @param neurons output channels
 * @param inputChannels input channels of the whole convolution
 * @param groups groups; equal to {@code inputChannels} for a depthwise convolution
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param bias whether each neuron has a bias
 * @param inputHeight rows of the input map
 * @param inputWidth columns of the input map
 * @param outputHeight rows of the output map
 * @param outputWidth columns of the output map
 */
public record ConvolutionLayer(
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

  /**
   * Checks that every extent is positive and the groups divide the channels.
   *
   * @param name not empty
   * @param index not negative
   * @param firstNeuron not negative
   * @param neurons positive, a multiple of the groups
   * @param inputChannels positive, a multiple of the groups
   * @param groups positive
   * @param kernelHeight positive
   * @param kernelWidth positive
   * @param bias either
   * @param inputHeight positive
   * @param inputWidth positive
   * @param outputHeight positive
   * @param outputWidth positive
   * @throws IllegalArgumentException if one is not
   */
  public ConvolutionLayer {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A convolution needs a name");
    }
    if (index < 0 || firstNeuron < 0) {
      throw new IllegalArgumentException("Indices of " + name + " must not be negative");
    }
    requirePositive(name, "neurons", neurons);
    requirePositive(name, "input channels", inputChannels);
    requirePositive(name, "groups", groups);
    requirePositive(name, "kernel height", kernelHeight);
    requirePositive(name, "kernel width", kernelWidth);
    requirePositive(name, "input height", inputHeight);
    requirePositive(name, "input width", inputWidth);
    requirePositive(name, "output height", outputHeight);
    requirePositive(name, "output width", outputWidth);
    if (inputChannels % groups != 0 || neurons % groups != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %d groups must divide %d input and %d output channels",
              name,
              groups,
              inputChannels,
              neurons));
    }
  }

  private static void requirePositive(String name, String what, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s: %s must be positive, not %d", name, what, value));
    }
  }

  /**
   * Returns the cost of one neuron: {@code (Cin / groups) * kh * kw}, plus one with a bias.
   *
   * @return parameters
   */
  public int parametersPerNeuron() {
    return weightsPerNeuron() + (bias ? 1 : 0);
  }

  /**
   * Returns the weights of one neuron without its bias.
   *
   * @return weights
   */
  public int weightsPerNeuron() {
    return inputChannels / groups * kernelHeight * kernelWidth;
  }

  /**
   * Returns the multiply-accumulates of one neuron in one forward pass of one image.
   *
   * @return MACs
   */
  public long macsPerNeuron() {
    return (long) weightsPerNeuron() * outputHeight * outputWidth;
  }

  /**
   * Returns the parameters of the whole layer.
   *
   * @return parameters
   */
  public long parameters() {
    return (long) parametersPerNeuron() * neurons;
  }

  /**
   * Returns the multiply-accumulates of the whole layer in one forward pass of one image.
   *
   * @return MACs
   */
  public long macs() {
    return macsPerNeuron() * neurons;
  }

  /**
   * Returns the bytes of the output of one neuron for one image, as 32-bit floats.
   *
   * @return bytes
   */
  public long outputBytesPerNeuron() {
    return 4L * outputHeight * outputWidth;
  }

  /**
   * Returns the bytes of the input of the whole layer for one image, as 32-bit floats: what must be
   * kept for its weight gradient.
   *
   * @return bytes
   */
  public long inputBytes() {
    return 4L * inputChannels * inputHeight * inputWidth;
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
