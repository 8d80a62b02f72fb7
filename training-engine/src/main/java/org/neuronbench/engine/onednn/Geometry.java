package org.neuronbench.engine.onednn;

import org.neuronbench.spi.ConvolutionLayer;

/**
 * The extents of a convolution or pooling, as oneDNN wants them; groups are 1, or the channels of a
 * depthwise convolution.
 */
record Geometry(
    int inputChannels,
    int outputChannels,
    int groups,
    Size input,
    Size output,
    Size kernel,
    Size stride,
    Size padBefore) {

  /** Rows and columns. */
  record Size(int height, int width) {

    static Size of(int[] both) {
      return new Size(both[0], both[1]);
    }

    long[] extents() {
      return new long[] {height, width};
    }

    int area() {
      return height * width;
    }
  }

  static Geometry of(ConvolutionLayer layer, Size stride, Size padBefore) {
    return new Geometry(
        layer.inputChannels(),
        layer.outputChannels(),
        layer.groups(),
        new Size(layer.inputHeight(), layer.inputWidth()),
        new Size(layer.outputHeight(), layer.outputWidth()),
        new Size(layer.kernelHeight(), layer.kernelWidth()),
        stride,
        padBefore);
  }

  /** Returns the same convolution with fewer output channels (all channels, if depthwise). */
  Geometry withOutputs(int channels) {
    return depthwise() ? of(channels, channels, channels) : of(inputChannels, channels, 1);
  }

  /** Returns the same convolution with fewer input channels (all channels, if depthwise). */
  Geometry withInputs(int channels) {
    return depthwise() ? of(channels, channels, channels) : of(channels, outputChannels, 1);
  }

  private Geometry of(int in, int out, int newGroups) {
    return new Geometry(in, out, newGroups, input, output, kernel, stride, padBefore);
  }

  Geometry withPadding(Size before) {
    return new Geometry(
        inputChannels, outputChannels, groups, input, output, kernel, stride, before);
  }

  boolean depthwise() {
    return groups > 1;
  }

  /** Returns what is padded at the end so that the output has its extents; may be negative. */
  long[] padAfter() {
    return new long[] {
      (long) (output.height - 1) * stride.height + kernel.height - input.height - padBefore.height,
      (long) (output.width - 1) * stride.width + kernel.width - input.width - padBefore.width
    };
  }

  long[] input(int batch) {
    return new long[] {batch, inputChannels, input.height, input.width};
  }

  long[] output(int batch) {
    return new long[] {batch, outputChannels, output.height, output.width};
  }

  long[] weights() {
    return depthwise()
        ? new long[] {groups, 1, 1, kernel.height, kernel.width}
        : new long[] {outputChannels, inputChannels, kernel.height, kernel.width};
  }

  /** Returns the strides of the weights in a ComputationGraph's parameter vector. */
  long[] weightStrides() {
    long area = kernel.area();
    return depthwise()
        ? new long[] {1, groups, groups, (long) kernel.width * groups, groups}
        : new long[] {inputChannels * area, area, kernel.width, 1};
  }

  int weightsPerChannel() {
    return inputChannels / groups * kernel.area();
  }

  /** Returns multiply-accumulates of one image. */
  long macs() {
    return (long) weightsPerChannel() * outputChannels * output.area();
  }
}
