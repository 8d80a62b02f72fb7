package org.neuronbench.core.download;

import java.io.IOException;

/** One transfer failed. */
final class TransferException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean permanent;
  private final long pauseMillis;

  private TransferException(String reason, boolean permanent, long pauseMillis) {
    super(reason);
    this.permanent = permanent;
    this.pauseMillis = pauseMillis;
  }

  /** The same address may work later. */
  static TransferException passing(String reason) {
    return new TransferException(reason, false, 0);
  }

  /** The server asks to come back later. */
  static TransferException later(String reason, long pauseMillis) {
    return new TransferException(reason, false, pauseMillis);
  }

  /** The address will not work. */
  static TransferException permanent(String reason) {
    return new TransferException(reason, true, 0);
  }

  boolean permanent() {
    return permanent;
  }

  long pauseMillis() {
    return pauseMillis;
  }
}
