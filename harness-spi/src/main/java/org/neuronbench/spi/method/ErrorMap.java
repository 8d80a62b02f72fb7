package org.neuronbench.spi.method;

import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.RandomStream;

/**
 * The gradient of the mean loss by what a convolution put out, before batch norm, of all images of
 * a step. Made by the harness, and with {@link #of} in tests of methods.
 */
public sealed interface ErrorMap permits ErrorMapView {

  /**
   * Makes an error map.
   *
   * @param layer the convolution
   * @param time the step
   * @param images of the step
   * @param errorNorms sums of magnitudes, one an output channel
   * @param weightNorms sums of magnitudes, likewise
   * @param random the stream of this layer in this step
   * @return the map
   */
  static ErrorMap of(
      ConvolutionLayer layer,
      Step.Time time,
      int images,
      double[] errorNorms,
      double[] weightNorms,
      RandomStream random) {
    return new ErrorMapView(layer, time, images, errorNorms, weightNorms, random);
  }

  /**
   * Returns the convolution.
   *
   * @return in network order, with its index
   */
  ConvolutionLayer layer();

  /**
   * Returns when the step is.
   *
   * @return epoch and step
   */
  Step.Time time();

  /**
   * Returns the number of images.
   *
   * @return at least 1
   */
  int images();

  /**
   * Returns the L1 norm of each output channel's errors, over images and pixels.
   *
   * @return one an output channel; empty for an {@link ErrorTransform}
   */
  double[] errorNorms();

  /**
   * Returns the L1 norm of each output channel's weights.
   *
   * @return one an output channel; empty for an {@link ErrorTransform}
   */
  double[] weightNorms();

  /**
   * Returns the stream of this layer in this step. It is the same whenever the step is made again.
   *
   * @return a stream of the method's own
   */
  RandomStream random();
}
