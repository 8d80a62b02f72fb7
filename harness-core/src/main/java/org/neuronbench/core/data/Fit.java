package org.neuronbench.core.data;

/** How an image of any shape becomes a square. */
public enum Fit {
  /** The shorter side is resized, then the centre is cropped; shapes keep their proportions. */
  CROP,
  /** Both sides are resized to the edge; nothing is cut off, and shapes are distorted. */
  SQUASH
}
