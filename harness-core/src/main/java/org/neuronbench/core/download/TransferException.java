package org.neuronbench.core.download;

import java.io.IOException;

/** One transfer failed; the same address works later, never, or after the pause it asks for. */
final class TransferException extends IOException {

  private static final long serialVersionUID = 1L;

  final boolean permanent;
  final long pauseMillis;

  TransferException(String reason, boolean permanent, long pauseMillis) {
    super(reason);
    this.permanent = permanent;
    this.pauseMillis = pauseMillis;
  }

  static TransferException passing(String reason) {
    return new TransferException(reason, false, 0);
  }

  static TransferException permanent(String reason) {
    return new TransferException(reason, true, 0);
  }
}
