package org.neuronbench.datasets.memory;

/** The series of images that a decoded dataset holds. */
public enum Section {
  /** Squares of the training split. */
  TRAIN,
  /** Squares of the test split. */
  TEST,
  /** Training images of their own shape, for random crops. */
  WHOLE
}
