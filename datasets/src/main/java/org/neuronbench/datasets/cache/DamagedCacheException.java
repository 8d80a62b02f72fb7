package org.neuronbench.datasets.cache;

import java.io.IOException;

/** A cache file is not what was written. */
final class DamagedCacheException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedCacheException(String reason) {
    super(reason);
  }
}
