package org.neuronbench.engine.onednn;

import org.neuronbench.core.Text;

/** A layer that cannot be lowered; the message names it. */
final class UnsupportedLayerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnsupportedLayerException(String layer, String what) {
    super(Text.format("layer %s (%s)", layer, what));
  }
}
