package org.neuronbench.engine.onednn;

/** A layer that cannot be lowered; the message names it. */
final class UnsupportedLayerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnsupportedLayerException(String layer, String what) {
    super("layer %s (%s)".formatted(layer, what));
  }
}
