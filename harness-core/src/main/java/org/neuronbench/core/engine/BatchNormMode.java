package org.neuronbench.core.engine;

import java.util.Locale;

/** What batch norm does while training. */
public enum BatchNormMode {

  /** Normalises by the batch's statistics, updates the running ones, trains scale and shift. */
  TRAIN,

  /** Normalises by the running statistics; statistics, scale and shift stay as they are. */
  FROZEN;

  /** Returns the name used in experiment files: {@code train} or {@code frozen}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
