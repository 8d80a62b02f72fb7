package org.neuronbench.engine.onednn;

import org.neuronbench.spi.ConvolutionLayer;

/**
 * The extents of a convolution or pooling, as oneDNN wants them.
 *
 * @param inputChannels channels in
 * @param outputChannels channels out
 * @param groups 1, or the channels of a depthwise convolution
 * @param inputHeight rows in
 * @param inputWidth columns in
 * @param outputHeight rows out
 * @param outputWidth columns out
 * @param kernelHeight rows of the window
 * @param kernelWidth columns of the window
 * @param strideHeight step down
 * @param strideWidth step right
 * @param padTop rows of zeros above
 * @param padLeft columns of zeros on the left
 */
record Geometry(
    int inputChannels,
    int outputChannels,
    int groups,
    int inputHeight,
    int inputWidth,
    int outputHeight,
    int outputWidth,
    int kernelHeight,
    int kernelWidth,
    int strideHeight,
    int strideWidth,
    int padTop,
    int padLeft) {

  static Geometry of(ConvolutionLayer layer, int[] stride, int[] padding) {
    return new Geometry(
        layer.inputChannels(),
        layer.neurons(),
        layer.groups(),
        layer.inputHeight(),
        layer.inputWidth(),
        layer.outputHeight(),
        layer.outputWidth(),
        layer.kernelHeight(),
        layer.kernelWidth(),
        stride[0],
        stride[1],
        padding[0],
        padding[1]);
  }

  /** Returns the same convolution with fewer output channels (all channels, if depthwise). */
  Geometry withChannels(int channels) {
    boolean depthwise = groups > 1;
    return new Geometry(
        depthwise ? channels : inputChannels,
        channels,
        depthwise ? channels : 1,
        inputHeight,
        inputWidth,
        outputHeight,
        outputWidth,
        kernelHeight,
        kernelWidth,
        strideHeight,
        strideWidth,
        padTop,
        padLeft);
  }

  boolean depthwise() {
    return groups > 1;
  }

  long[] strides() {
    return new long[] {strideHeight, strideWidth};
  }

  long[] kernel() {
    return new long[] {kernelHeight, kernelWidth};
  }

  long[] padBefore() {
    return new long[] {padTop, padLeft};
  }

  /** Returns what is padded at the end so that the output has its extents; may be negative. */
  long[] padAfter() {
    return new long[] {
      (long) (outputHeight - 1) * strideHeight + kernelHeight - inputHeight - padTop,
      (long) (outputWidth - 1) * strideWidth + kernelWidth - inputWidth - padLeft
    };
  }

  long[] input(int batch) {
    return new long[] {batch, inputChannels, inputHeight, inputWidth};
  }

  long[] output(int batch) {
    return new long[] {batch, outputChannels, outputHeight, outputWidth};
  }

  long[] weights() {
    return depthwise()
        ? new long[] {groups, 1, 1, kernelHeight, kernelWidth}
        : new long[] {outputChannels, inputChannels, kernelHeight, kernelWidth};
  }

  /** Returns the strides of the weights in a ComputationGraph's parameter vector. */
  long[] weightStrides() {
    long area = (long) kernelHeight * kernelWidth;
    return depthwise()
        ? new long[] {1, groups, groups, (long) kernelWidth * groups, groups}
        : new long[] {inputChannels * area, area, kernelWidth, 1};
  }

  int weightsPerChannel() {
    return inputChannels / groups * kernelHeight * kernelWidth;
  }

  /** Returns multiply-accumulates of one image. */
  long macs() {
    return (long) weightsPerChannel() * outputChannels * outputHeight * outputWidth;
  }
}
