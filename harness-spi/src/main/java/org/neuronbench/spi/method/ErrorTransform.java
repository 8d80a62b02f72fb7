package org.neuronbench.spi.method;

/**
 * Changes error maps element by element, before both gradients of a convolution. The engine stays
 * dense: zeros are counted and reported, no time is saved.
 */
public interface ErrorTransform extends TrainingMethod {

  /**
   * Changes the errors of a layer.
   *
   * @param map which layer, without norms
   * @param errors changed in place: image by image, pixel by pixel, channel by channel
   */
  void transform(ErrorMap map, float[] errors);
}
