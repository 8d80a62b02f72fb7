package org.neuronbench.spi.method;

import org.neuronbench.spi.ConvolutionLayer;

/**
 * Lets only some channels of each error map travel on, into both gradients of the convolution. The
 * engine computes the smaller problems. Depthwise convolutions are not asked about.
 */
public interface ErrorRule extends TrainingMethod {

  /**
   * Returns how many channels of a layer's error map travel on; asked once, after {@link #start}.
   *
   * @param layer a convolution that is not depthwise
   * @return 1 to its output channels
   */
  int kept(ConvolutionLayer layer);

  /**
   * Chooses the channels.
   *
   * @param map the errors of a layer of which {@link #kept} is less than all
   * @return as many distinct output channels as {@link #kept} said
   */
  int[] keep(ErrorMap map);
}
