package org.neuronbench.core.run;

import org.neuronbench.core.strategies.StrategyFailure;

/**
 * A strategy or a method failed within an epoch, where no exception may pass but unchecked ones.
 */
final class FailedWithin extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final StrategyFailure failure;

  FailedWithin(StrategyFailure failure) {
    super(failure);
    this.failure = failure;
  }

  StrategyFailure failure() {
    return failure;
  }

  /** Something that a plug-in may fail in. */
  interface Risk<T> {
    T take() throws StrategyFailure;
  }

  static <T> T wrapped(Risk<T> risk) {
    try {
      return risk.take();
    } catch (StrategyFailure e) {
      throw new FailedWithin(e);
    }
  }
}
