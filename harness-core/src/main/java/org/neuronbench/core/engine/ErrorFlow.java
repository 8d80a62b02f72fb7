package org.neuronbench.core.engine;

import org.neuronbench.spi.ConvolutionLayer;

/** What of error maps travels on, into both gradients of a convolution. */
public interface ErrorFlow {

  /** All of it. */
  ErrorFlow WHOLE =
      new ErrorFlow() {
        @Override
        public int kept(ConvolutionLayer layer) {
          return layer.outputChannels();
        }

        @Override
        public boolean transforms() {
          return false;
        }
      };

  /** Returns how many channels of a layer that is not depthwise travel on; always the same. */
  int kept(ConvolutionLayer layer);

  /** Returns whether maps are changed element by element; then all channels travel on. */
  boolean transforms();

  /**
   * Chooses channels.
   *
   * @param errorNorms L1 norm of each output channel's errors
   * @param weightNorms L1 norm of each output channel's weights
   * @return ascending, as many as {@link #kept} says
   */
  default int[] keep(
      ConvolutionLayer layer, int images, double[] errorNorms, double[] weightNorms) {
    throw new UnsupportedOperationException();
  }

  /**
   * Changes a map in place.
   *
   * @param errors image by image, pixel by pixel, channel by channel
   */
  default void transform(ConvolutionLayer layer, int images, float[] errors) {
    throw new UnsupportedOperationException();
  }
}
