package org.neuronbench.core.engine;

import java.util.Locale;

/** The numbers that a network is trained and evaluated with. */
public enum Precision {

  /** IEEE 754 binary32 throughout. */
  FLOAT32(Float.BYTES),

  /**
   * Activations, error maps and the weights that convolutions read have 8 bits of significand;
   * sums, master weights, weight gradients, batch-norm statistics, classifier, loss and everything
   * that is observed stay {@link #FLOAT32}.
   */
  BFLOAT16(Short.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the bytes of a stored activation. */
  public int bytes() {
    return bytes;
  }

  /** Returns the name used in experiment files and records. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
