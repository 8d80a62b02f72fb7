package org.neuronbench.spi.method;

/** What becomes of an image that is offered to a step. */
public enum Verdict {
  /** It is forwarded, and trained on. */
  TRAIN,
  /** It is forwarded, so that its loss is known, and not trained on. */
  SCORE,
  /** Nothing is done with it. */
  DROP
}
