package org.neuronbench.core.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wish to stop a run: said once, by any thread, and heeded between steps. */
public final class Cancellation {

  private final CountDownLatch wished = new CountDownLatch(1);

  /** Says that no more is wanted. */
  public void request() {
    wished.countDown();
  }

  /** Tells whether no more is wanted. */
  public boolean requested() {
    return wished.getCount() == 0;
  }

  /** Waits a moment for the wish, and tells whether it came; an interrupt is such a wish. */
  boolean await(long millis) {
    try {
      return wished.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request();
      return true;
    }
  }
}
